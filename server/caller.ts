import 'server-only'
import { randomUUID } from 'node:crypto'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import type { DomainErrorCode } from '#workflows/domain-error.ts'
import { askerOf, currentActor, currentAddress } from './auth.ts'
import { limitsOf } from './endpoint-limits.ts'
import { httpStatusOf } from './errors.ts'
import { isSameOrigin } from './request.ts'
import { isTooDeep, readLimited } from './request-body.ts'
import { appRouter } from './root.ts'
import { type Context, createCallerFactory } from './trpc.ts'
import { isRenderKey, offerApi, PART_HEADER, RENDER_HEADER } from './web/front.ts'

const contextOf = cache(async (): Promise<Context> => {
  const [actor, ip, jar] = await Promise.all([currentActor(), currentAddress(), cookies()])
  return { actor, ip, requestId: randomUUID(), locale: jar.get('locale')?.value === 'en' ? 'en' : 'vi' }
})

const createCaller = createCallerFactory(appRouter)

/** The router for server components: the same checks as over the network. */
export const caller = cache(async () => createCaller(await contextOf()))

/** Whether only the middle of a page is wanted, which is set into a page that is kept (web/tracked-page.ts). */
export const isPartWanted = cache(async (): Promise<boolean> => {
  const given = await headers()
  return given.has(PART_HEADER) && isRenderKey(given.get(RENDER_HEADER))
})

/** Answers are data: nothing in them is a page, and no proxy.ts stands before them. */
const ofData = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
}

/** The same answer as from an endpoint, for what is refused before one runs. */
const refusal = (code: DomainErrorCode, status = httpStatusOf(code)): Response =>
  Response.json(
    { error: { json: { message: code, code: -32600, data: { httpStatus: status, domain: { code } } } } },
    { status, headers: ofData },
  )

const ENDPOINT = '/api/trpc'
/** Asked to wait: what is overloaded now need not be in some seconds. */
const RETRY_SECONDS = 5

/** GET and POST of /api/trpc/*. What is too long, too deep or of nobody known is refused before it is read. */
export async function handleTrpc(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const limits = limitsOf(pathname.slice(ENDPOINT.length + 1))
  if (!limits) return refusal('NOT_FOUND')
  const context: Context = { ...(await askerOf(request.headers)), requestId: randomUUID() }
  let checked = request
  if (request.method === 'POST') {
    // a form of another site can send neither this type nor, from a browser, our origin
    if (!request.headers.get('content-type')?.startsWith('application/json')) return refusal('INPUT_INVALID', 415)
    if (!isSameOrigin(request.headers)) return refusal('NOT_PERMITTED')
    if (limits.audience !== 'public' && context.actor.kind === 'VISITOR') return refusal('NOT_SIGNED_IN')
    const body = await readLimited(request, limits.bytes)
    if (body === null) return refusal('INPUT_INVALID', 413)
    if (isTooDeep(body, limits.depth)) return refusal('INPUT_INVALID')
    checked = new Request(request.url, { method: 'POST', headers: request.headers, body })
  } else {
    const input = searchParams.get('input') ?? ''
    if (Buffer.byteLength(input) > limits.bytes) return refusal('INPUT_INVALID', 413)
    if (isTooDeep(input, limits.depth)) return refusal('INPUT_INVALID')
  }
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req: checked,
    router: appRouter,
    createContext: () => context,
    allowBatching: false,
    responseMeta: ({ errors }) => ({
      headers: {
        ...ofData,
        'cache-control': 'no-store',
        'x-request-id': context.requestId,
        ...(errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE') ? { 'retry-after': String(RETRY_SECONDS) } : {}),
      },
    }),
  })
}

// the door of the process asks it without Next (web/api.ts): an answer of data costs a third of what it costs behind routes and streams of pages
offerApi(handleTrpc)

// the doors for route handlers that are not tRPC's
export { faultOf, httpStatusOf } from './errors.ts'
export { handleHealth, handleReady } from './health.ts'
export { servePortalFile } from './modules/exchange/portal-file.http.ts'
export { receiveFromPortal } from './modules/exchange/portal-inbound.http.ts'
export { takeReport } from './modules/notification/reports.http.ts'
export { confirmPayment } from './modules/payment/confirm.http.ts'
export { handleClock } from './test-clock.ts'
