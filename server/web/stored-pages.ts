import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { env } from '../env.ts'
import { log } from '../log.ts'
import type { Watch } from './catalogue-watch.repository.ts'
import { encodingFor } from './encoding.ts'
import type { Front } from './front.ts'
import { type KeptPage, PageStore, pressed } from './page-store.ts'
import { type PublicPage, publicPageOf } from './public-page.ts'
import type { Render, Rendered } from './render-page.ts'
import { contentSecurityPolicy, pageHeaders } from './security-headers.ts'

// Public pages are kept as they go over the line and answered before Next is asked. Kept is what Next made of the address and the switches
// alone: nobody's cookie, query or address reaches that rendering, so nothing of anybody can be in it.

export const unpressed = promisify(gunzip)

/** Some two thousand pages with both of their encodings. */
const MAX_BYTES = 48_000_000
/** What the catalogue's revision does not tell (agencies, settings, figures, petitions that were answered) is this old at most. */
const MAX_AGE_MS = 60_000

/** Pages made at once. These renderings pass no gate, so whoever asks for many that nobody has made yet is left to the gate and Next. */
const MAX_FLIGHTS = 4

const common = { 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding, Cookie' }

/** Inline scripts by their hash, the others from the folder of built files; there is no script that a page could be made to load besides. */
const policyFor = (scripts: string) =>
  contentSecurityPolicy({ script: `${scripts} ${new URL(env.PUBLIC_URL).origin}/_next/static/`.trim() })

/** Browsers may keep the page and have to ask each time whether it is still the one; nobody in between keeps it. */
async function send(request: IncomingMessage, response: ServerResponse, page: KeptPage): Promise<void> {
  const headers: OutgoingHttpHeaders = {
    ...common,
    ...pageHeaders(),
    'content-security-policy': policyFor(page.scripts),
    'cache-control': 'private, no-cache',
    etag: page.etag,
    ...(page.link ? { link: page.link } : {}),
  }
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim())
  if (known?.includes(page.etag)) {
    response.writeHead(304, headers).end()
    return
  }
  const encoding = encodingFor(request.headers['accept-encoding'])
  const body = encoding === null ? await unpressed(page.gzip) : page[encoding]
  if (encoding !== null) headers['content-encoding'] = encoding
  headers['content-length'] = body.length
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
}

/** What Next made of it, when that is a page for everybody. */
const isToKeep = ({ status, type, setsCookies }: Rendered) => status === 200 && type.startsWith('text/html') && !setsCookies

export interface PagesOptions {
  render: Render
  watch: Pick<Watch, 'stamp'>
  /** Milliseconds of a clock that nobody sets. */
  now?: () => number
  maxBytes?: number
}

export interface Pages {
  front: Front
  /** The page as it would be answered now; null when it cannot be kept. */
  find(page: PublicPage): Promise<KeptPage | null>
}

export function openPages({ render, watch, now = () => performance.now(), maxBytes = MAX_BYTES }: PagesOptions): Pages {
  const store = new PageStore(maxBytes)
  const host = new URL(env.PUBLIC_URL).host
  /** One rendering for all who ask for the same page at once. */
  const flights = new Map<string, Promise<KeptPage | null>>()

  async function make(page: PublicPage, stamp: string): Promise<KeptPage | null> {
    const madeAt = now()
    const rendered = await render({ path: page.path, cookies: page.cookies })
    if (!isToKeep(rendered)) return null
    const kept = await pressed(rendered.html, { link: rendered.link, stamp, madeAt })
    store.set(page.key, kept)
    return kept
  }

  function madeOnce(page: PublicPage, stamp: string): Promise<KeptPage | null> {
    const flightKey = `${stamp} ${page.key}`
    const present = flights.get(flightKey)
    if (present) return present
    if (flights.size >= MAX_FLIGHTS) return Promise.resolve(null)
    const flight = make(page, stamp).finally(() => flights.delete(flightKey))
    flights.set(flightKey, flight)
    return flight
  }

  async function find(page: PublicPage): Promise<KeptPage | null> {
    const stamp = await watch.stamp()
    if (stamp === null) return null
    const kept = store.get(page.key)
    const isFresh = kept !== undefined && kept.stamp === stamp && now() - kept.madeAt < MAX_AGE_MS
    return isFresh ? kept : madeOnce(page, stamp)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, page: PublicPage): Promise<boolean> {
    try {
      const found = await find(page)
      // an address without a page, or one that is not for keeping: Next answers as ever
      if (found === null) return false
      await send(request, response, found)
      return true
    } catch (error) {
      log.warn({ err: error, path: page.path }, 'a public page could not be kept')
      return response.headersSent
    }
  }

  const front: Front = (request, response) => {
    const page = publicPageOf(request, host)
    return page === null ? false : answer(request, response, page)
  }
  return { front, find }
}
