import { partialSize } from '#server/adapters/storage/partial-uploads.ts'
import type { Actor } from '../account/actor.ts'
import { fillableDraft } from '../draft/own-draft.ts'
import { setting } from '../setting/settings.ts'
import { type ScannedRow, scansAt } from './file.repository.ts'
import type { FilesAt, UploadTarget } from './file.schema.ts'
import { scanStateOf } from './file-view.ts'
import { unfinishedUploads } from './upload.repository.ts'
import { targetKey } from './upload-place.ts'

/** What the scanner says of the files of a draft, or of those that this person sent to one place; asked again while some of them wait. */
export async function scansOf(actor: Actor, at: FilesAt): Promise<ScannedRow[]> {
  if (!('draftId' in at)) return scansAt(actor.id, at)
  const { files } = await fillableDraft(actor, at.draftId)
  return files.map(({ id, scanState }) => ({ id, scanState: scanStateOf(scanState) }))
}

/** What this person began to send there and how much of it has arrived, so that the same file chosen again goes on where it stopped. */
export async function unfinishedOf(actor: Actor, target: UploadTarget) {
  const [uploads, maxBytes] = await Promise.all([unfinishedUploads(actor.id, targetKey(target)), setting('upload.maxBytes')])
  const sized = await Promise.all(uploads.map(async (upload) => ({ ...upload, arrived: await partialSize(upload.id) })))
  return { maxBytes, uploads: sized.flatMap(({ arrived, ...upload }) => (arrived === null ? [] : [{ ...upload, arrived }])) }
}
