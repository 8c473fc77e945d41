import type { Actor } from '../account/actor.ts'
import { assertMayAttach, attachPaper } from '../draft/papers-of-draft.ts'
import { setting } from '../setting/settings.ts'
import { insertFile } from './file.repository.ts'
import type { FileView } from './file.schema.ts'
import { type GivenFile, receiveFile } from './receive-file.ts'

/** A paper of one's own open draft. Asked first, so that nobody's bytes are taken in for nothing. */
export async function addDraftFile(
  actor: Actor,
  { draftId, paperCode, file }: { draftId: string; paperCode: string; file: GivenFile },
): Promise<FileView> {
  await assertMayAttach(actor, draftId, paperCode)
  const received = await receiveFile(file, { maxBytes: await setting('upload.maxBytes') })
  const { id, createdAt } = await insertFile(actor.id, received, { draftId })
  const { paperId } = await attachPaper(actor, draftId, paperCode, id)
  const { name, size, contentType, sha256 } = received
  return { id, paperId, name, size, contentType, sha256, uploadedAt: createdAt.toISOString() }
}
