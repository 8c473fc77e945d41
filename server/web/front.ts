import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnsweredCall, AskedCall } from '../answer-call.ts'

/** Answers a request before Next sees it, or says that it is not its business. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>

/** Set by the inner listener, believed of nobody else: a page that is asked for to be kept. */
export const RENDER_HEADER = 'x-mocua-render'
/** Besides: only what stands in the middle of the page is wanted. */
export const PART_HEADER = 'x-mocua-part'

type Api = (asked: AskedCall) => Promise<AnsweredCall>

/** Next's bundles are other modules of the same process: this is where they and the door meet. */
const shared = globalThis as { mocuaRenderKey?: string; mocuaApi?: Api }

/** The word that this process and its own inner listener know. */
export function keepRenderKey(key: string): void {
  shared.mocuaRenderKey = key
}

/** Whether this is the rendering of a page that will be kept, which gets no nonce. Who guesses at the header hears the usual page. */
export const isRenderKey = (given: string | null): boolean => given !== null && given === shared.mocuaRenderKey

/** Called by the bundle that holds the router; the first one stays, so that limits and memories are one. */
export function offerApi(api: Api): void {
  shared.mocuaApi ??= api
}

/** Null until a bundle that holds the router was loaded. */
export const offeredApi = (): Api | null => shared.mocuaApi ?? null
