import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a request before Next sees it, or says that it is not its business. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>

/** Set by the inner listener, believed of nobody else: a page that is asked for to be kept. */
export const RENDER_HEADER = 'x-mocua-render'

const shared = globalThis as { mocuaRenderKey?: string }

/** The word that this process and its own inner listener know; Next's bundles are other modules of the same process. */
export function keepRenderKey(key: string): void {
  shared.mocuaRenderKey = key
}

/** Whether this is the rendering of a page that will be kept, which gets no nonce. Who guesses at the header hears the usual page. */
export const isRenderKey = (given: string | null): boolean => given !== null && given === shared.mocuaRenderKey
