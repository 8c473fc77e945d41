import { DomainError } from '#workflows/domain-error.ts'
import { CONTENT_TYPES, type FileRefusal } from './file.schema.ts'

/** A file that is not taken, with the reason that the screen puts into words. Names of files are personal data and stay out of logs. */
export function refuseFile(reason: FileRefusal, more: Record<string, unknown> = {}): never {
  throw new DomainError('FILE_TYPE_REFUSED', `file refused: ${reason}`, { reason, allowed: CONTENT_TYPES, ...more })
}
