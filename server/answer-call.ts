import 'server-only'
import { randomUUID } from 'node:crypto'
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { DomainErrorCode } from '#workflows/domain-error.ts'
import { askerOf } from './auth.ts'
import { limitsOf } from './endpoint-limits.ts'
import { httpStatusOf } from './errors.ts'
import { type GivenHeaders, isSameOrigin } from './request.ts'
import { isTooDeep } from './request-body.ts'
import { appRouter } from './root.ts'
import { transformer } from './transformer.ts'
import type { Context } from './trpc.ts'

// One call of an endpoint, without a server around it. tRPC's own adapters are made for streams and batches of calls; each request of theirs
// is written anew as objects of the web (Request, Headers, Response and their streams), which cost more than most of our endpoints.

export interface AskedCall {
  method: 'GET' | 'POST'
  /** Name of the endpoint, as in `dossier.track`. */
  path: string
  query: URLSearchParams
  headers: GivenHeaders
  /** The body as text; null when it is longer. */
  body: (maxBytes: number) => Promise<string | null>
}

export interface AnsweredCall {
  status: number
  headers: Record<string, string>
  body: string
}

/** Answers are data: nothing in them is a page, and no proxy.ts stands before them. */
const ofData = {
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** The same answer as from an endpoint, for what is refused before one runs. */
const refusal = (code: DomainErrorCode, status = httpStatusOf(code)): AnsweredCall => ({
  status,
  headers: ofData,
  body: JSON.stringify({ error: { json: { message: code, code: -32600, data: { httpStatus: status, domain: { code } } } } }),
})

/** Asked to wait: what is overloaded now need not be in some seconds. */
const RETRY_SECONDS = 5

const TYPES = { GET: 'query', POST: 'mutation' } as const

/** What was sent, read when the endpoint is about to look at it. */
function inputOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return transformer.deserialize(JSON.parse(text))
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'no input that can be read', cause })
  }
}

async function ran(path: string, method: AskedCall['method'], text: string, ctx: Context): Promise<AnsweredCall> {
  const [type, headers] = [TYPES[method], { ...ofData, 'x-request-id': ctx.requestId }]
  try {
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: async () => inputOf(text),
      signal: undefined,
      batchIndex: 0,
    })
    return { status: 200, headers, body: JSON.stringify({ result: { data: transformer.serialize(data) } }) }
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const shape = getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input: undefined, ctx })
    const isBusy = error.code === 'SERVICE_UNAVAILABLE'
    return {
      status: getHTTPStatusCodeFromError(error),
      headers: isBusy ? { ...headers, 'retry-after': String(RETRY_SECONDS) } : headers,
      body: JSON.stringify({ error: transformer.serialize(shape) }),
    }
  }
}

/** GET and POST of /api/trpc/*. What is too long, too deep or of nobody known is refused before it is read. */
export async function answerCall({ method, path, query, headers, body }: AskedCall): Promise<AnsweredCall> {
  const limits = limitsOf(path)
  if (!limits) return refusal('NOT_FOUND')
  // one call a request
  if (query.get('batch') === '1') return refusal('INPUT_INVALID')
  const context: Context = { ...(await askerOf(headers)), requestId: randomUUID() }
  let text: string | null
  if (method === 'POST') {
    // a form of another site can send neither this type nor, from a browser, our origin
    if (!headers.get('content-type')?.startsWith('application/json')) return refusal('INPUT_INVALID', 415)
    if (!isSameOrigin(headers)) return refusal('NOT_PERMITTED')
    if (limits.audience !== 'public' && context.actor.kind === 'VISITOR') return refusal('NOT_SIGNED_IN')
    text = await body(limits.bytes)
  } else {
    text = query.get('input') ?? ''
    if (Buffer.byteLength(text) > limits.bytes) text = null
  }
  if (text === null) return refusal('INPUT_INVALID', 413)
  if (isTooDeep(text, limits.depth)) return refusal('INPUT_INVALID')
  return ran(path, method, text, context)
}
