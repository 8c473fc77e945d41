import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { fillableDraft } from '../draft/own-draft.ts'
import { setting } from '../setting/settings.ts'
import { copyForOthers, type FileCopy, thumbnailFor } from './copy-for-others.ts'
import { type FileRow, findFile } from './file.repository.ts'

/** Whether this person may see the dossier with this code, or what is said in it. */
export type MaySee = (actor: Actor, dossierCode: string, action?: 'view' | 'writeMessage') => Promise<boolean>
/** Before they are given or sent they are their sender's alone. */
const BESIDE_THE_FORM: readonly string[] = ['NOTICE', 'PROOF', 'OPINION', 'MESSAGE']

export interface OpenedFile {
  name: string
  size: number
  contentType: string
  /** Of what was received; a copy for others has other bytes. */
  sha256: string
  isCopy: boolean
  /** Opened when asked, so that a caller who only wants the facts leaves nothing open. */
  read(): Promise<ReadableStream<Uint8Array>>
}

/** An uploaded file for whoever may see what it belongs to; to everybody else it does not exist. */
export async function openFile(
  actor: Actor,
  { id, thumbnail }: { id: string; thumbnail: boolean },
  maySee: MaySee,
): Promise<OpenedFile> {
  const file = await findFile(id)
  if (!file || !(await mayOpen(actor, file, maySee))) throw new DomainError('NOT_FOUND', `no file ${id} for ${actor.id}`)
  // until it is handed in, whoever fills in the draft is on its sender's side
  const isSender = file.uploadedBy === actor.id || file.dossierCode === null
  await assertOpenable(file, isSender)
  if (file.homeAgencyId && file.dossierId && actor.kind !== 'CITIZEN' && !thumbnail)
    await writeAudit({
      actorId: actor.id,
      action: 'file.read',
      homeAgencyId: file.homeAgencyId,
      dossierId: file.dossierId,
      purpose: 'handling',
      details: { fileId: id },
    })
  const { name, size, contentType, sha256 } = file
  if (thumbnail) {
    const small = await thumbnailFor(file)
    if (!small) throw new DomainError('NOT_FOUND', `no thumbnail of ${contentType}`)
    return copied(file, small)
  }
  const copy = isSender ? null : await copyForOthers(file, actor.fullName, file.now)
  if (copy) return copied(file, copy)
  return { name, size, contentType, sha256, isCopy: false, read: () => storage().get(blobKey(sha256)) }
}

function copied({ name, sha256 }: FileRow, { bytes, contentType }: FileCopy): OpenedFile {
  const read = async () => new Blob([new Uint8Array(bytes)]).stream()
  return { name, size: bytes.byteLength, contentType, sha256, isCopy: true, read }
}

/** Who sent it may look at it while it waits; to others nothing is handed that no scanner has let pass, and an infected file to nobody. */
async function assertOpenable({ id, scanState }: FileRow, isSender: boolean): Promise<void> {
  const isOpenable =
    scanState === 'CLEAN' ||
    (scanState === 'NOT_CONFIGURED' && (isSender || (await setting('scan.rule')).openWithoutScanner)) ||
    (isSender && scanState !== 'INFECTED')
  if (!isOpenable) throw new DomainError('FILE_NOT_READY', `file ${id} is ${scanState}`, { scanState })
}

/** Forms and results have their own address (/api/documents), so only papers are looked for here. */
async function mayOpen(actor: Actor, file: FileRow, maySee: MaySee): Promise<boolean> {
  if (file.dossierCode !== null) {
    // what members think is the agencies' matter
    if (file.paperKind === 'OPINION' && actor.kind !== 'STAFF') return false
    if (file.paperKind !== null) return maySee(actor, file.dossierCode)
    if (file.isInMessage) return maySee(actor, file.dossierCode, 'writeMessage')
    if (file.supplementId === null || file.purpose !== 'PAPER') return false
    // not handed in yet: nobody else's business but of those who prepare the answer together, the parties and their helpers
    const isOfRequest = file.paperCode !== null && !BESIDE_THE_FORM.includes(file.paperCode)
    return file.uploadedBy === actor.id || (isOfRequest && actor.kind === 'CITIZEN' && maySee(actor, file.dossierCode))
  }
  if (file.draftId === null || !file.isInDraft) return false
  return (await fillableDraft(actor, file.draftId)).id === file.draftId
}
