import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { noteReading } from '../account/write-audit.ts'
import type { MaySee, OpenedFile } from '../file/open-file.ts'
import { findDocument } from './document.repository.ts'
import { INTERNAL_FORMS } from './document.schema.ts'

/** A form or result for whoever may see the dossier; the result only once it may leave the agency. */
export async function openDocument(
  actor: Actor,
  { code, id }: { code: string; id: string },
  maySee: MaySee,
): Promise<OpenedFile> {
  const document = await findDocument(code, id)
  const isHeldBack = document?.form === 'RESULT' && !document.isOut && actor.kind !== 'STAFF'
  const isInternal = document !== null && INTERNAL_FORMS.includes(document.form) && actor.kind !== 'STAFF'
  if (!document || isHeldBack || isInternal || !(await maySee(actor, code)))
    throw new DomainError('NOT_FOUND', `no document ${id} of ${code} for ${actor.id}`)
  const { form, sha256, name, size, homeAgencyId, dossierId } = document
  if (actor.kind !== 'CITIZEN')
    await noteReading({
      actorId: actor.id,
      action: 'document.read',
      homeAgencyId,
      dossierId,
      purpose: 'handling',
      details: { documentId: id, form },
    })
  return { name, size, contentType: 'application/pdf', sha256, isCopy: false, read: () => storage().get(blobKey(sha256)) }
}
