import { DomainError } from '../domain-error.ts'

/** What was given does not fit the version: where it stands and why, as the place of a schema would be told; `messageKey` for screens. */
export const unfit = (path: string, reason: string, more: object = {}): DomainError =>
  new DomainError('INPUT_INVALID', `${path}: ${reason}`, { path, reason, messageKey: reason, ...more })
