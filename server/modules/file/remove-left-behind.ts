import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { removePartial } from '#server/adapters/storage/partial-uploads.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { setting } from '../setting/settings.ts'
import { deleteOrphan, orphans, setAsideOrphans } from './left-behind.repository.ts'
import { abandonedUploads, deleteUpload } from './upload.repository.ts'

const AT_ONCE = 500
/** Content that somebody is storing at this moment counts as used, although its row is not written yet. */
const UNUSED_MS = 24 * 3_600_000

/**
 * Uploads that nobody went on with, and files that nothing names. The bytes go first and the row last: killed in between, the next run finds
 * the row and goes on.
 */
export async function removeLeftBehind(): Promise<{ uploads: number; orphans: number }> {
  const abandoned = await abandonedUploads(await setting('upload.unfinishedHours'), AT_ONCE)
  for (const { id } of abandoned) {
    await removePartial(id)
    await deleteUpload(id)
  }
  await setAsideOrphans(AT_ONCE)
  let removed = 0
  for (const { id, sha256, isShared } of await orphans(AT_ONCE)) {
    if (!isShared && !(await storage().removeUnused(blobKey(sha256), UNUSED_MS))) continue
    removed += await deleteOrphan(id)
  }
  return { uploads: abandoned.length, orphans: removed }
}
