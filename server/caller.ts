import 'server-only'
import { randomUUID } from 'node:crypto'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { DomainErrorCode } from '#workflows/domain-error.ts'
import { currentActor, currentAddress } from './auth.ts'
import { httpStatusOf } from './errors.ts'
import { isSameOrigin } from './request.ts'
import { isTooDeep, readLimited } from './request-body.ts'
import { appRouter } from './root.ts'
import { type Context, createCallerFactory } from './trpc.ts'

const contextOf = cache(async (): Promise<Context> => {
  const [actor, ip, jar] = await Promise.all([currentActor(), currentAddress(), cookies()])
  return { actor, ip, requestId: randomUUID(), locale: jar.get('locale')?.value === 'en' ? 'en' : 'vi' }
})

const createCaller = createCallerFactory(appRouter)

/** The router for server components: the same checks as over the network. */
export const caller = cache(async () => createCaller(await contextOf()))

/** Form answers are text; papers go through /api/files. */
const MAX_BODY_BYTES = 1_000_000
const MAX_DEPTH = 32

/** The same answer as from an endpoint, for what is refused before one runs. */
const refusal = (code: DomainErrorCode, status = httpStatusOf(code)): Response =>
  Response.json({ error: { json: { message: code, code: -32600, data: { httpStatus: status, domain: { code } } } } }, { status })

/** GET and POST of /api/trpc/*. */
export async function handleTrpc(request: Request): Promise<Response> {
  let checked = request
  if (request.method === 'POST') {
    // a form of another site can send neither this type nor, from a browser, our origin
    if (!request.headers.get('content-type')?.startsWith('application/json')) return refusal('INPUT_INVALID', 415)
    if (!isSameOrigin(request.headers)) return refusal('NOT_PERMITTED')
    const body = await readLimited(request, MAX_BODY_BYTES)
    if (body === null) return refusal('INPUT_INVALID', 413)
    if (isTooDeep(body, MAX_DEPTH)) return refusal('INPUT_INVALID')
    checked = new Request(request.url, { method: 'POST', headers: request.headers, body })
  } else if (isTooDeep(new URL(request.url).searchParams.get('input') ?? '', MAX_DEPTH)) return refusal('INPUT_INVALID')
  const context = await contextOf()
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: checked,
    router: appRouter,
    createContext: () => context,
    allowBatching: false,
    responseMeta: () => ({ headers: { 'cache-control': 'no-store', 'x-request-id': context.requestId } }),
  })
}

// the doors for route handlers that are not tRPC's
export { faultOf, httpStatusOf } from './errors.ts'
export { handleHealth, handleReady } from './health.ts'
export { servePortalFile } from './modules/exchange/portal-file.http.ts'
export { receiveFromPortal } from './modules/exchange/portal-inbound.http.ts'
export { takeReport } from './modules/notification/reports.http.ts'
export { confirmPayment } from './modules/payment/confirm.http.ts'
export { handleClock } from './test-clock.ts'
