import { z } from 'zod'
import { partialSize, readPartial, removePartial } from '#server/adapters/storage/partial-uploads.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { findSentFile } from './file.repository.ts'
import { FILE_REFUSAL_CODES, type FileView, uploadTargetSchema } from './file.schema.ts'
import { fileView } from './file-view.ts'
import { ownUpload } from './own-upload.ts'
import { receiveFile } from './receive-file.ts'
import { completeUpload, refuseUpload, type UploadRow } from './upload.repository.ts'
import { placeFor } from './upload-place.ts'

const refusalSchema = z.object({ code: z.enum(FILE_REFUSAL_CODES), details: z.record(z.string(), z.unknown()) })

/**
 * After the last byte: looked at, stored under its hash and put where it belongs. Asked again (the answer was lost, the process was killed
 * in between) it gives the same answer and makes nothing twice.
 */
export async function finishUpload(actor: Actor, { id }: { id: string }): Promise<FileView> {
  const upload = await ownUpload(actor, id)
  if (upload.status === 'REFUSED') throw refusalOf(upload)
  if (upload.status === 'RECEIVING') await takeOver(actor, upload)
  const file = await findSentFile(upload.id)
  if (!file) throw new DomainError('NOT_FOUND', `file ${upload.id} was taken back`)
  return fileView({ ...file, uploadedAt: file.createdAt.toISOString() }, actor, false)
}

function refusalOf(upload: UploadRow): DomainError {
  const { code, details } = refusalSchema.parse(upload.refusal)
  return new DomainError(code, `upload ${upload.id} was refused`, details)
}

async function takeOver(actor: Actor, upload: UploadRow): Promise<void> {
  const arrived = (await partialSize(upload.id)) ?? 0
  if (arrived !== upload.size)
    throw new DomainError('FILE_NOT_READY', `${arrived} of ${upload.size} bytes of ${upload.id}`, { arrived, size: upload.size })
  const place = await placeFor(actor, uploadTargetSchema.parse(upload.target))
  const { name, declaredType } = upload
  try {
    const bytes = await readPartial(upload.id)
    const received = await receiveFile({ bytes, name, declaredType }, { maxBytes: await setting('upload.maxBytes') })
    await completeUpload(upload, received, place)
  } catch (error) {
    const code = error instanceof DomainError ? FILE_REFUSAL_CODES.find((one) => one === error.code) : undefined
    if (!(error instanceof DomainError) || !code) throw error
    await refuseUpload(upload.id, { code, details: error.details })
    await removePartial(upload.id)
    throw error
  }
  await removePartial(upload.id)
}
