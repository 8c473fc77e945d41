import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { headersOf } from './api.ts'
import { type Front, offeredApi } from './front.ts'
import type { KeptPage } from './page-store.ts'
import { gzipOf, type Known, knownPiece } from './pieces.ts'
import { publicPageOf } from './public-page.ts'
import { contentSecurityPolicy, pageHeaders } from './security-headers.ts'
import type { Heard, StillPage, StillTracked } from './still-page.schema.ts'
import { type Pages, unpressed } from './stored-pages.ts'

// The way of a dossier by its two codes, for the link in the QR code and for browsers without scripts: the kept page around, and in its middle
// what the endpoint says now, written here by the components of the page. Nothing of it is kept, and there is no script in it: a page that is
// read needs none, and on a bad line it is there at once.

const PATH = '/track'
/** Asked for a dossier; whatever else stands behind the path is the page of the form, with its script. */
const ASKED = /^\/track\?(?:code|secret)=/
const MAX_ADDRESS = 500

interface Shell {
  beforeTitle: string
  beforeMain: string
  behind: Known
  /** By the title, of which there are a few. */
  before: Map<string, Known>
}

const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g
const TITLE = /<title>[\s\S]*?<\/title>/
const MAIN = /<main id="main"[\s\S]*?<\/main>/

function shellOf(html: string): Shell | null {
  const still = html.replace(SCRIPT, '')
  const [title, main] = [TITLE.exec(still), MAIN.exec(still)]
  if (!title || !main || main.index < title.index) return null
  return {
    beforeTitle: still.slice(0, title.index),
    beforeMain: still.slice(title.index + title[0].length, main.index),
    behind: knownPiece(still.slice(main.index + main[0].length), 'behind'),
    before: new Map(),
  }
}

const shells = new WeakMap<KeptPage, Shell>()
async function shellAround(page: KeptPage): Promise<Shell | null> {
  const known = shells.get(page)
  if (known) return known
  const made = shellOf((await unpressed(page.gzip)).toString('utf8'))
  if (made) shells.set(page, made)
  return made
}

function beforeOf({ before, beforeTitle, beforeMain }: Shell, title: string): Known {
  const known = before.get(title) ?? knownPiece(`${beforeTitle}${title}${beforeMain}`, 'before')
  before.set(title, known)
  return known
}

function send(request: IncomingMessage, response: ServerResponse, shell: Shell, { title, main }: StillPage, link?: string): void {
  const before = beforeOf(shell, title)
  const isPressed = /\bgzip\b/.test(String(request.headers['accept-encoding']))
  const body = isPressed ? gzipOf(before, main, shell.behind) : Buffer.concat([before.text, Buffer.from(main), shell.behind.text])
  response
    .writeHead(200, {
      ...pageHeaders(),
      'content-security-policy': contentSecurityPolicy({ script: "'none'" }),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      vary: 'Accept-Encoding, Cookie',
      'content-length': body.length,
      ...(link ? { link } : {}),
      ...(isPressed ? { 'content-encoding': 'gzip' } : {}),
    })
    .end(request.method === 'HEAD' ? undefined : body)
}

/** What `dossier.track` answers, in which nothing is that JSON cannot say. */
const foundSchema = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) })
const refusedSchema = z.object({
  error: z.object({ json: z.object({ data: z.object({ domain: z.object({ code: z.string() }) }) }) }),
})

/** The same question as from a browser, with the same limits and the same words of refusal. */
async function heardOf(request: IncomingMessage, codes: { code: string; secret: string }): Promise<Heard<unknown>> {
  const answerCall = offeredApi()
  if (answerCall === null) return { fault: 'NOT_LOADED' }
  const { status, body } = await answerCall({
    method: 'GET',
    path: 'dossier.track',
    query: new URLSearchParams({ input: JSON.stringify({ json: codes }) }),
    headers: headersOf(request),
    body: async () => '',
  })
  const said: unknown = JSON.parse(body)
  if (status !== 200) return { fault: refusedSchema.parse(said).error.json.data.domain.code }
  return { view: foundSchema.parse(said).result.data.json }
}

interface Options {
  stillTracked: StillTracked<unknown>
  pages: Pick<Pages, 'find'>
}

export function trackedPage({ stillTracked, pages }: Options): Front {
  const { host } = new URL(env.PUBLIC_URL)
  return async (request, response) => {
    const { url = '', method, headers } = request
    if (!ASKED.test(url) || url.length > MAX_ADDRESS) return false
    const around = publicPageOf({ method, url: PATH, headers }, host)
    if (around === null) return false
    try {
      const kept = await pages.find(around)
      const shell = kept && (await shellAround(kept))
      if (!kept || !shell) return false
      const asked = new URLSearchParams(url.slice(PATH.length))
      const page = await stillTracked(
        {
          code: asked.get('code') ?? '',
          secret: asked.get('secret') ?? '',
          locale: around.cookies.includes('locale=en') ? 'en' : 'vi',
        },
        (codes) => heardOf(request, codes),
      )
      if (page === null) return false
      send(request, response, shell, page, kept.link)
      return true
    } catch (error) {
      log.warn({ err: error }, 'a tracked dossier could not be shown in the kept page')
      return response.headersSent
    }
  }
}
