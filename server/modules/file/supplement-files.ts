import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { LoadedDossier } from '../dossier/loaded-dossier.ts'
import { maySupply } from '../dossier/may-attach.ts'
import { type FileRow, findFile, findSupplementFiles, withdrawSupplementFile } from './file.repository.ts'
import type { FileView } from './file.schema.ts'
import { fileView } from './file-view.ts'

/** What the applicant's side uploaded for a supplement request so far: which paper each file is, as SUPPLY and the form need it. */
export async function supplementFiles(
  viewer: Actor,
  dossier: LoadedDossier,
  supplementId: string,
): Promise<(FileView & { paperCode: string })[]> {
  const files = await findSupplementFiles(dossier.homeAgencyId, dossier.id, supplementId)
  const isOwn = maySupply(viewer, dossier)
  return Promise.all(
    files.map(async ({ createdAt, paperCode, ...file }) => ({
      ...(await fileView({ ...file, uploadedAt: createdAt.toISOString() }, viewer, isOwn)),
      paperCode: paperCode ?? '',
    })),
  )
}

/** By its sender, and by whoever answers the request: what is handed in is theirs to say. */
export async function removeSupplementFile(actor: Actor, { id }: { id: string }): Promise<{ removed: true }> {
  const file = await findFile(id)
  const isSender = file?.uploadedBy === actor.id
  const mayRemove = isSender || (file !== null && (await answersRequest(actor, file)))
  if (!mayRemove || !(await withdrawSupplementFile(id, isSender ? actor.id : null)))
    throw new DomainError('NOT_FOUND', `no file ${id} that ${actor.id} may take back`)
  return { removed: true }
}

/** What officers put beside the form has other subjects than a request for more. */
async function answersRequest(actor: Actor, { dossierCode, supplementId }: FileRow): Promise<boolean> {
  if (dossierCode === null || actor.kind !== 'CITIZEN') return false
  const dossier = await loadForReading(actor, dossierCode)
  return maySupply(actor, dossier) && dossier.state.context.supplements.some((request) => request.supplementId === supplementId)
}
