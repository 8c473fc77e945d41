import type { FileView, UploadTarget } from '#server/modules/file/file.schema.ts'

type Caller = {
  file: { transfer(request: Request): Promise<Response>; finish(input: { id: string }): Promise<FileView> }
}
interface Sending {
  name?: string
  type?: string
  /** What it says of its length; else the truth. */
  size?: number
  headers?: Record<string, string>
}

const URL_OF_UPLOADS = 'http://127.0.0.1:3000/api/files/uploads'
const encoded = (text: string) => Buffer.from(text).toString('base64')

/** One request of the upload protocol as a browser sends it. */
export const tusRequest = (method: string, id: string, headers: Record<string, string>, body?: BodyInit): Request =>
  new Request(id === '' ? URL_OF_UPLOADS : `${URL_OF_UPLOADS}/${id}`, {
    method,
    body,
    headers: { 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })

/** Begins an upload and tells its id; with bytes in the same request when they are given. */
export async function beginUpload(
  caller: Caller,
  target: UploadTarget | Record<string, string>,
  { name = 'giấy tờ.pdf', type = 'application/pdf', size = 0, headers = {} }: Sending,
  bytes?: Uint8Array,
): Promise<string> {
  const metadata = { target: JSON.stringify(target), name, type, fingerprint: `${name}/${size}` }
  const told = {
    'upload-length': String(size),
    'upload-metadata': Object.entries(metadata)
      .map(([key, value]) => `${key} ${encoded(value)}`)
      .join(','),
    ...(bytes ? { 'content-type': 'application/offset+octet-stream', 'content-length': String(bytes.byteLength) } : {}),
  }
  const body = bytes ? Buffer.from(bytes) : undefined
  const answer = await caller.file.transfer(tusRequest('POST', '', { ...told, ...headers }, body))
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}

/** A whole file, sent and finished. */
export async function sendFile(
  caller: Caller,
  target: UploadTarget | Record<string, string>,
  bytes: Uint8Array,
  how: Sending = {},
): Promise<FileView> {
  const id = await beginUpload(caller, target, { size: bytes.byteLength, ...how }, bytes)
  return caller.file.finish({ id })
}
