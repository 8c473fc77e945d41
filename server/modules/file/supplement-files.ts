import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { findWaitingFiles, withdrawWaitingFile } from './file.repository.ts'
import type { FileView } from './file.schema.ts'

/** What the applicant uploaded for a supplement request so far: which paper each file is, as SUPPLY and the form need it. */
export async function supplementFiles(
  homeAgencyId: string,
  dossierId: string,
  supplementId: string,
): Promise<(FileView & { paperCode: string })[]> {
  const files = await findWaitingFiles(homeAgencyId, dossierId, supplementId)
  return files.map(({ purpose, createdAt, uploadedBy: _uploadedBy, ...file }) => ({
    ...file,
    paperId: file.id,
    paperCode: purpose.split(':').slice(2).join(':'),
    uploadedAt: createdAt.toISOString(),
  }))
}

export async function removeSupplementFile(actor: Actor, { id }: { id: string }): Promise<{ removed: true }> {
  if (!(await withdrawWaitingFile(id, actor.id)))
    throw new DomainError('NOT_FOUND', `no file ${id} of ${actor.id} waits to be supplied`)
  return { removed: true }
}
