import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { findUpload, type UploadRow } from './upload.repository.ts'

/** To everybody but who began it, an upload does not exist. */
export async function ownUpload(actor: Actor, id: string): Promise<UploadRow> {
  const upload = /^[0-9a-f-]{36}$/.test(id) ? await findUpload(id) : null
  if (upload?.accountId !== actor.id) throw new DomainError('NOT_FOUND', `no upload ${id.slice(0, 40)} of ${actor.id}`)
  return upload
}
