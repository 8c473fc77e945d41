import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { findSupplementFiles, withdrawSupplementFile } from './file.repository.ts'
import type { FileView } from './file.schema.ts'
import { fileView } from './file-view.ts'

/** What the applicant uploaded for a supplement request so far: which paper each file is, as SUPPLY and the form need it. */
export async function supplementFiles(
  homeAgencyId: string,
  dossierId: string,
  supplementId: string,
): Promise<(FileView & { paperCode: string })[]> {
  const files = await findSupplementFiles(homeAgencyId, dossierId, supplementId)
  return Promise.all(
    files.map(async ({ paperCode, createdAt, ...file }) => ({
      ...(await fileView({ ...file, uploadedAt: createdAt.toISOString() })),
      paperCode: paperCode ?? '',
    })),
  )
}

export async function removeSupplementFile(actor: Actor, { id }: { id: string }): Promise<{ removed: true }> {
  if (!(await withdrawSupplementFile(id, actor.id)))
    throw new DomainError('NOT_FOUND', `no file ${id} of ${actor.id} waits to be supplied`)
  return { removed: true }
}
