import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import type { LoadedDossier, PaperRow } from '../dossier/loaded-dossier.ts'
import { findSupplementFiles } from './file.repository.ts'
import { assertScanned } from './ready-files.ts'

export type AttachedKind = 'NOTICE' | 'PROOF' | 'OPINION'
const NAMES: Record<AttachedKind, string> = {
  NOTICE: 'Thông báo nghĩa vụ tài chính',
  PROOF: 'Chứng từ đã thực hiện nghĩa vụ tài chính',
  OPINION: 'Văn bản cho ý kiến',
}

/** What goes with a message is no paper of the dossier. */
export const MESSAGE_FILE = 'MESSAGE'

/** Files that this person uploaded for the subject; anything else that is named is refused, and what the scanner has not let pass. */
export async function uploadedFor(
  actor: Actor,
  { homeAgencyId, id, now }: Pick<LoadedDossier, 'homeAgencyId' | 'id' | 'now'>,
  { kind, subjectId, fileIds }: { kind: AttachedKind | typeof MESSAGE_FILE; subjectId: string; fileIds: readonly string[] },
): Promise<void> {
  const files = await findSupplementFiles(homeAgencyId, id, subjectId)
  const isMeant = (fileId: string) =>
    files.some((file) => file.id === fileId && file.paperCode === kind && file.uploadedBy === actor.id)
  const unknown = fileIds.find((fileId) => !isMeant(fileId))
  if (unknown !== undefined)
    throw new DomainError('INPUT_INVALID', `no uploaded file ${unknown} for ${subjectId}`, { path: 'fileIds' })
  const named = files.filter((file) => fileIds.includes(file.id))
  await assertScanned(
    named.map(({ createdAt, ...file }) => ({ ...file, uploadedAt: createdAt.toISOString() })),
    now,
  )
}

/** Files that this person uploaded for the subject become papers of the dossier. */
export async function attachedPapers(
  actor: Actor,
  dossier: Pick<LoadedDossier, 'homeAgencyId' | 'id' | 'now'>,
  { kind, subjectId, fileIds }: { kind: AttachedKind; subjectId: string; fileIds: readonly string[] },
): Promise<PaperRow[]> {
  if (fileIds.length === 0) return []
  await uploadedFor(actor, dossier, { kind, subjectId, fileIds })
  return [...new Set(fileIds)].map((id) => ({
    id,
    paperCode: kind,
    nameVi: NAMES[kind],
    fileId: id,
    originals: 0,
    certified: 0,
    copies: 0,
    originalSeenAt: null,
    originalSeenBy: null,
    supplementId: null,
    kind,
    subjectId,
    addedAt: dossier.now,
    addedById: actor.id,
  }))
}
