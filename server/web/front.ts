import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnsweredCall, AskedCall } from '../answer-call.ts'

/** Answers a request before Next sees it, or says that it is not its business. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>

/** Set by the inner listener, taken off everybody else's requests: a page that is asked for to be kept, which gets no nonce (proxy.ts). */
export const RENDER_HEADER = 'x-mocua-render'

type Api = (asked: AskedCall) => Promise<AnsweredCall>

/** Next's bundles are other modules of the same process: this is where they and the door meet. */
const shared = globalThis as { mocuaApi?: Api }

/** Called by the bundle that holds the router; the first one stays, so that limits and memories are one. */
export function offerApi(api: Api): void {
  shared.mocuaApi ??= api
}

/** Null until a bundle that holds the router was loaded. */
export const offeredApi = (): Api | null => shared.mocuaApi ?? null
