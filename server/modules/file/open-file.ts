import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { noteReading } from '../account/write-audit.ts'
import { fillableDraft } from '../draft/own-draft.ts'
import { type FileRow, findFile } from './file.repository.ts'

/** Whether this person may see the dossier with this code. */
export type MaySee = (actor: Actor, dossierCode: string) => Promise<boolean>

export interface OpenedFile {
  name: string
  size: number
  contentType: string
  sha256: string
  /** Opened when asked, so that a caller who only wants the facts leaves nothing open. */
  read(): Promise<ReadableStream<Uint8Array>>
}

/** An uploaded file for whoever may see what it belongs to; to everybody else it does not exist. */
export async function openFile(actor: Actor, id: string, maySee: MaySee): Promise<OpenedFile> {
  const file = await findFile(id)
  if (!file || !(await mayOpen(actor, file, maySee))) throw new DomainError('NOT_FOUND', `no file ${id} for ${actor.id}`)
  if (file.scanState === 'INFECTED' || file.scanState === 'PENDING' || file.scanState === 'ERROR')
    throw new DomainError('FILE_NOT_READY', `file ${id} is ${file.scanState}`, { scanState: file.scanState })
  if (file.homeAgencyId && file.dossierId && actor.kind !== 'CITIZEN')
    await noteReading({
      actorId: actor.id,
      action: 'file.read',
      homeAgencyId: file.homeAgencyId,
      dossierId: file.dossierId,
      purpose: 'handling',
      details: { fileId: id },
    })
  const { name, size, contentType, sha256 } = file
  return { name, size, contentType, sha256, read: () => storage().get(blobKey(sha256)) }
}

/** Forms and results have their own address (/api/documents), so only papers are looked for here. */
async function mayOpen(actor: Actor, file: FileRow, maySee: MaySee): Promise<boolean> {
  if (file.dossierCode !== null) {
    // what members think is the agencies' matter
    if (file.paperKind === 'OPINION' && actor.kind !== 'STAFF') return false
    if (file.paperKind !== null) return maySee(actor, file.dossierCode)
    // not handed in yet: nobody else's business
    return file.supplementId !== null && file.purpose === 'PAPER' && file.uploadedBy === actor.id
  }
  if (file.draftId === null || !file.isInDraft) return false
  return (await fillableDraft(actor, file.draftId)).id === file.draftId
}
