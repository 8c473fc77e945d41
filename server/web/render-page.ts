import { randomBytes } from 'node:crypto'
import { request as ask, createServer, type RequestListener } from 'node:http'
import { env } from '../env.ts'
import { RENDER_HEADER } from './front.ts'

export interface Rendered {
  status: number
  type: string
  setsCookies: boolean
  link: string | undefined
  html: string
}

interface Wanted {
  path: string
  cookies: string
}
export type Render = (wanted: Wanted) => Promise<Rendered>

const PATIENCE_MS = 20_000
const MAX_BYTES = 4_000_000

/**
 * Lets Next render a page for nobody in particular: over a listener of its own on the loopback, which asks for a word that only this
 * process knows. What is asked there passes no front, so whatever is refused at the door cannot keep a page from being made.
 */
export async function renderer(handle: RequestListener): Promise<Render> {
  const key = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => {
    if (request.headers[RENDER_HEADER] === key) handle(request, response)
    else response.writeHead(403).end()
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen({ port: 0, host: '127.0.0.1' }, ready)
  })
  server.unref()
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the inner listener has no port')
  const { port } = address
  const { host } = new URL(env.PUBLIC_URL)

  return ({ path, cookies }) =>
    new Promise((done, fail) => {
      const asking = ask(
        {
          host: '127.0.0.1',
          port,
          path,
          headers: {
            host,
            accept: 'text/html',
            [RENDER_HEADER]: key,
            ...(cookies === '' ? {} : { cookie: cookies }),
          },
          signal: AbortSignal.timeout(PATIENCE_MS),
        },
        (response) => {
          const parts: Buffer[] = []
          let size = 0
          response.on('data', (part: Buffer) => {
            size += part.length
            if (size > MAX_BYTES) asking.destroy(new Error(`${path} is too long to be kept`))
            else parts.push(part)
          })
          response.once('error', fail)
          response.once('end', () => {
            const { link } = response.headers
            done({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              setsCookies: response.headers['set-cookie'] !== undefined,
              link: typeof link === 'string' ? link : undefined,
              html: Buffer.concat(parts).toString('utf8'),
            })
          })
        },
      )
      asking.once('error', fail)
      asking.end()
    })
}
