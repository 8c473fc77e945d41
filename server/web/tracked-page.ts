import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { addressOf } from '../request.ts'
import type { Front } from './front.ts'
import type { KeptPage } from './page-store.ts'
import { publicPageOf } from './public-page.ts'
import type { Render } from './render-page.ts'
import { contentSecurityPolicy, pageHeaders } from './security-headers.ts'
import { type Pages, unpressed } from './stored-pages.ts'

// The way of a dossier by its two codes, for the link in the QR code and for browsers without scripts: the kept page around, Next makes the
// middle only. Nothing of it is kept, and there is no script in it: a page that is read needs none, and on a bad line it is there at once.

const PATH = '/track'
/** Where Next makes the middle; anybody else who asks there finds nothing. */
const PART = '/track/part'
/** Asked for a dossier; whatever else stands behind the path is the page of the form, with its script. */
const ASKED = /^\/track\?(?:code|secret)=/
const MAX_ADDRESS = 500

interface Shell {
  beforeTitle: string
  beforeMain: string
  afterMain: string
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
    afterMain: still.slice(main.index + main[0].length),
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

function send(request: IncomingMessage, response: ServerResponse, html: string, link: string | undefined): void {
  const isPressed = /\bgzip\b/.test(String(request.headers['accept-encoding']))
  const body = isPressed ? gzipSync(html, { level: 3 }) : Buffer.from(html)
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

export function trackedPage({ render, pages }: { render: Render; pages: Pick<Pages, 'find'> }): Front {
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
      const address = addressOf(
        new Headers({ 'x-forwarded-for': String(headers['x-forwarded-for'] ?? request.socket.remoteAddress) }),
      )
      const { status, html } = await render({
        path: `${PART}${url.slice(PATH.length)}`,
        cookies: around.cookies,
        partFor: address,
      })
      const [title, main] = [TITLE.exec(html), MAIN.exec(html)]
      if (status !== 200 || !title || !main) return false
      send(request, response, `${shell.beforeTitle}${title[0]}${shell.beforeMain}${main[0]}${shell.afterMain}`, kept.link)
      return true
    } catch (error) {
      log.warn({ err: error }, 'a tracked dossier could not be shown in the kept page')
      return response.headersSent
    }
  }
}
