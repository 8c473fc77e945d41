import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { AnsweredCall } from '../answer-call.ts'
import type { GivenHeaders } from '../request.ts'
import { type Front, offeredApi } from './front.ts'

// The endpoints without Next around them: the same function as behind its route, which goes on to serve until the router is loaded.

const PREFIX = '/api/trpc/'
/** Below this a packet is not filled anyway. */
const WORTH_PRESSING = 1_400
/** A window of 8 kB: most answers are not longer, and a usual one costs more to set up than they cost to press. */
const PRESSING = { level: 4, windowBits: 13, memLevel: 6 }

/** As Next does it: without a proxy before us the connection tells who asks. */
export const headersOf = ({ headers, socket }: IncomingMessage): GivenHeaders => ({
  get(name) {
    const value = headers[name] ?? (name === 'x-forwarded-for' ? socket.remoteAddress : undefined)
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
  },
})

/** The body as text, or null when it is longer than allowed: what then still comes is taken and forgotten, so that the answer arrives. */
async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null
  return new Promise((done, fail) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= maxBytes) parts.push(part)
      else done(null)
    })
    request.once('end', () => done(Buffer.concat(parts).toString('utf8')))
    request.once('error', fail)
  })
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: AnsweredCall): void {
  const isPressed = body.length > WORTH_PRESSING && /\bgzip\b/.test(String(request.headers['accept-encoding']))
  const bytes = isPressed ? gzipSync(body, PRESSING) : Buffer.from(body)
  // what nobody wants to read any more
  if (!request.complete) request.resume()
  response
    .writeHead(status, {
      ...headers,
      ...(isPressed ? { 'content-encoding': 'gzip' } : {}),
      vary: 'Accept-Encoding',
      'content-length': bytes.length,
    })
    .end(bytes)
}

export const api: Front = (request, response) => {
  const { method, url = '' } = request
  const answerCall = offeredApi()
  if (answerCall === null || !url.startsWith(PREFIX) || (method !== 'GET' && method !== 'POST')) return false
  const [path = '', query = ''] = url.slice(PREFIX.length).split(/\?(.*)/s)
  return answerCall({
    method,
    path,
    query: new URLSearchParams(query),
    headers: headersOf(request),
    body: (maxBytes) => bodyOf(request, maxBytes),
  }).then((answer) => {
    send(request, response, answer)
    return true
  })
}
