import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

export type Call = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; body: Buffer }
export type Reply = { status: number; headers: Record<string, string>; body: string | Buffer }
type Handler = (call: Call, params: string[]) => Reply | Promise<Reply>
export type Route = {
  method: 'GET' | 'POST'
  path: RegExp
  handle: Handler
  /** Calls of the protocol suffer the planned faults; pages and controls do not. */
  protocol?: { system: string; label: (call: Call) => string }
}

/** A foreseen refusal of a page or control call. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const MAX_BODY_BYTES = 2 * 1024 * 1024
const UPLOAD_BYTES = 12 * 1024 * 1024

/** Reads on to the end when it is too long, so that the caller gets an answer instead of a broken connection. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > 4 * UPLOAD_BYTES) request.destroy()
    if (size <= UPLOAD_BYTES) chunks.push(bytes)
  }
  return size > UPLOAD_BYTES ? 'too-large' : Buffer.concat(chunks)
}

const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

export const json = (body: unknown, status = 200): Reply => ({
  status,
  headers: { ...common, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

export const text = (body: string, status = 200): Reply => ({
  status,
  headers: { ...common, 'content-type': 'text/plain; charset=utf-8' },
  body,
})

export const bytes = (body: Buffer, contentType: string, fileName: string): Reply => ({
  status: 200,
  headers: {
    ...common,
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  },
  body,
})

export const seeOther = (location: string): Reply => ({ status: 303, headers: { ...common, location }, body: '' })

export const commonHeaders = common

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The body of a control call: JSON of the expected shape, or a plain sentence why not. */
export function control<Shape>(call: Call, schema: z.ZodType<Shape>): Shape {
  // A page of another site cannot send this content type without asking first.
  if (!call.headers['content-type']?.startsWith('application/json')) throw new Refusal(415, 'send content-type: application/json')
  const parsed = schema.safeParse(parseJson(call.body))
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error))
  return parsed.data
}

/** Fields of a posted page form, refused when another site's page posted it. */
export async function formFields(call: Call): Promise<FormData> {
  const site = call.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, 'Biểu mẫu phải được gửi từ trang của hệ thống này.')
  const type = call.headers['content-type'] ?? ''
  try {
    return await new Response(new Uint8Array(call.body), { headers: { 'content-type': type } }).formData()
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(400, 'Không đọc được biểu mẫu.')
    throw error
  }
}

export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
