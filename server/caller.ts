import 'server-only'
import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { answerCall } from './answer-call.ts'
import { currentActor, currentAddress } from './auth.ts'
import { readLimited } from './request-body.ts'
import { appRouter } from './root.ts'
import { type Context, createCallerFactory } from './trpc.ts'
import { offerApi } from './web/front.ts'

const contextOf = cache(async (): Promise<Context> => {
  const [actor, ip, jar] = await Promise.all([currentActor(), currentAddress(), cookies()])
  return { actor, ip, requestId: randomUUID(), locale: jar.get('locale')?.value === 'en' ? 'en' : 'vi' }
})

const createCaller = createCallerFactory(appRouter)

/** The router for server components: the same checks as over the network. */
export const caller = cache(async () => createCaller(await contextOf()))

const ENDPOINT = '/api/trpc/'

/** GET and POST of /api/trpc/* behind Next's route, which serves where the door does not (development, before the router is loaded). */
export async function handleTrpc(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const { status, headers, body } = await answerCall({
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: pathname.slice(ENDPOINT.length),
    query: searchParams,
    headers: request.headers,
    body: (maxBytes) => readLimited(request, maxBytes),
  })
  return new Response(body, { status, headers })
}

// the door of the process asks it without Next (web/api.ts): an answer of data costs a third of what it costs behind routes and streams of pages
offerApi(answerCall)

// the doors for route handlers that are not tRPC's
export { faultOf, httpStatusOf } from './errors.ts'
export { handleHealth, handleReady } from './health.ts'
export { servePortalFile } from './modules/exchange/portal-file.http.ts'
export { receiveFromPortal } from './modules/exchange/portal-inbound.http.ts'
export { takeReport } from './modules/notification/reports.http.ts'
export { confirmPayment } from './modules/payment/confirm.http.ts'
export { handleClock } from './test-clock.ts'
