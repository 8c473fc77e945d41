import { faultOf, httpStatusOf } from '#server/caller.ts'

interface OpenedFile {
  name: string
  size: number
  contentType: string
  sha256: string
  read(): Promise<ReadableStream<Uint8Array>>
}

/** The code names the sentence (`errors.<code>`) that the screen shows in the person's language. */
export function refusal(error: unknown): Response {
  const { code, details } = faultOf(error)
  return Response.json(
    { error: { code, message: `errors.${code}`, details } },
    { status: httpStatusOf(code), headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } },
  )
}

/** Kinds that a browser shows by itself and that cannot run anything. */
const SHOWN = ['application/pdf', 'image/jpeg', 'image/png']

/** A file from outside never becomes a page of this site, whatever is in it. Browsers' PDF viewers do not start inside a sandbox. */
const policy = (isPdf: boolean) =>
  `default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; ${isPdf ? "object-src 'self'" : 'sandbox'}`

export async function download(file: OpenedFile, wantsInline: boolean): Promise<Response> {
  const isInline = wantsInline && SHOWN.includes(file.contentType)
  return new Response(await file.read(), {
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.size),
      'content-disposition': disposition(isInline ? 'inline' : 'attachment', file.name),
      'content-security-policy': policy(isInline && file.contentType === 'application/pdf'),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    },
  })
}

/** Written while it is sent: nobody knows before how long it becomes. */
export const streamed = (file: Pick<OpenedFile, 'name' | 'contentType'> & { read(): ReadableStream<Uint8Array> }): Response =>
  new Response(file.read(), {
    headers: {
      'content-type': file.contentType,
      'content-disposition': disposition('attachment', file.name),
      'content-security-policy': policy(false),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    },
  })

/** RFC 6266: the plain name for old programs, the real one as RFC 5987 has it. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const real = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${real}`
}
