import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { env } from '../env.ts'
import { type Front, offeredApi } from './front.ts'

// The endpoints without Next around them: the same handler as behind its route, which goes on to serve until the router is loaded.

const PREFIX = '/api/trpc/'
/** Below this a packet is not filled anyway. */
const WORTH_PRESSING = 1_400

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  // as Next does it: without a proxy before us the connection tells who asks
  if (!headers.has('x-forwarded-for')) headers.set('x-forwarded-for', request.socket.remoteAddress ?? '')
  return headers
}

const forgotten = new WeakSet<IncomingMessage>()

function bodyOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(stream) {
      request.on('data', (part: Uint8Array) => {
        if (forgotten.has(request)) return
        stream.enqueue(part)
        if ((stream.desiredSize ?? 0) <= 0) request.pause()
      })
      request.once('end', () => forgotten.has(request) || stream.close())
      request.once('error', (error) => forgotten.has(request) || stream.error(error))
      request.pause()
    },
    pull: () => void request.resume(),
    cancel: () => forgetRest(request),
  })
}

/** What nobody wants to read any more is taken and forgotten, so that the answer arrives and the connection stays. */
function forgetRest(request: IncomingMessage): void {
  forgotten.add(request)
  request.resume()
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  const headers: Record<string, string | number> = Object.fromEntries(answer.headers)
  let body = Buffer.from(await answer.arrayBuffer())
  const isPressed = body.length > WORTH_PRESSING && /\bgzip\b/.test(String(request.headers['accept-encoding']))
  if (isPressed) {
    body = gzipSync(body, { level: 5 })
    headers['content-encoding'] = 'gzip'
  }
  headers.vary = 'Accept-Encoding'
  headers['content-length'] = body.length
  if (!request.complete) forgetRest(request)
  response.writeHead(answer.status, headers).end(body)
}

export const api: Front = (request, response) => {
  const { method, url = '' } = request
  const handle = offeredApi()
  if (handle === null || !url.startsWith(PREFIX) || (method !== 'GET' && method !== 'POST')) return false
  const address = new URL(url, env.PUBLIC_URL)
  const body = method === 'POST' ? { body: bodyOf(request), duplex: 'half' } : {}
  const init: RequestInit = { method, headers: headersOf(request), ...body }
  const asked = new Request(address, init)
  return handle(asked).then(async (answer) => {
    await send(request, response, answer)
    return true
  })
}
