import { isSameOrigin } from '#server/request.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type UploadTarget, uploadTargetSchema } from './file.schema.ts'
import type { GivenFile } from './receive-file.ts'

/** What a multipart form needs beside the file itself. */
const FORM_OVERHEAD = 16_384

const invalid = (what: string, messageKey: string): never => {
  throw new DomainError('INPUT_INVALID', what, { fieldErrors: { file: [messageKey] } })
}

/** The form of POST /api/files: one file and where it belongs. Reading stops as soon as it is longer than a file may be. */
export async function readUpload(request: Request, maxBytes: number): Promise<{ target: UploadTarget; file: GivenFile }> {
  if (!isSameOrigin(request.headers)) throw new DomainError('NOT_PERMITTED', 'upload from another site')
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data') || !request.body)
    return invalid('no multipart form', 'file.uploadByForm')
  const form = await readForm(request.body, type, maxBytes)
  const given = form.getAll('file')
  const [file] = given
  if (given.length !== 1 || !(file instanceof File)) return invalid(`${given.length} files in the form`, 'file.oneFile')
  const fields = [...form].filter(([, value]) => typeof value === 'string')
  const target = uploadTargetSchema.safeParse(Object.fromEntries(fields))
  if (!target.success) return invalid(`no target: ${target.error.message}`, 'file.targetMissing')
  return {
    target: target.data,
    file: { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, declaredType: file.type },
  }
}

async function readForm(body: ReadableStream<Uint8Array>, type: string, maxBytes: number): Promise<FormData> {
  let size = 0
  let isOver = false
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        isOver = size > maxBytes + FORM_OVERHEAD
        if (isOver) controller.error(new Error('too large'))
        else controller.enqueue(chunk)
      },
    }),
  )
  try {
    return await new Response(counted, { headers: { 'content-type': type } }).formData()
  } catch (error) {
    if (isOver) throw new DomainError('FILE_TOO_LARGE', `more than ${maxBytes} bytes`, { maxBytes })
    return invalid(`not a whole form: ${error instanceof Error ? error.message : 'unknown'}`, 'file.formBroken')
  }
}
