import type { IncomingHttpHeaders } from 'node:http'
import { isProcedureCode } from '../modules/procedure/procedure.schema.ts'
import { type PreferenceName, preferenceNames, readPreference } from './preference.schema.ts'

// Which requests are answered from the store. Everything that is not plainly one of these goes to Next as ever: a second language of the
// query, a header more or a strange cookie costs a rendering and never a wrong page.

/** Addresses whose page is the same for everybody who is not signed in. Without a query; the pages with one are dynamic. */
const PATHS: ReadonlySet<string> = new Set(['/', '/procedures', '/track', '/verify', '/voice'])
const OF_A_PROCEDURE = '/procedures/'

export interface PublicPage {
  path: string
  /** The cookies of the rendering: chosen switches only, written anew from the values that exist. */
  cookies: string
  key: string
}

/** The longest header that can consist of switches and what signing in leaves behind. */
const MAX_COOKIES = 4_096
const SESSION = /^(__Host-)?mocua\d*\.session(\.\d+)?$/

const isPublicPath = (path: string): boolean =>
  PATHS.has(path) || (path.startsWith(OF_A_PROCEDURE) && isProcedureCode(path.slice(OF_A_PROCEDURE.length)))

/** The switches of a visitor who is not signed in; null: signed in, or a value that is none of ours. */
function switchesIn(header: string | undefined): string | null {
  if (header === undefined) return ''
  if (header.length > MAX_COOKIES) return null
  const chosen = new Map<PreferenceName, string>()
  for (const pair of header.split(';')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => part.trim())
    if (SESSION.test(name)) return null
    const preference = preferenceNames.find((one) => one === name)
    if (preference === undefined) continue
    const known = readPreference(preference, value)
    if (known === undefined || chosen.has(preference)) return null
    chosen.set(preference, known)
  }
  return preferenceNames.flatMap((name) => (chosen.has(name) ? [`${name}=${chosen.get(name)}`] : [])).join('; ')
}

/** Next's own requests for parts of pages, and forms that it handles, are no documents. */
const isOfNext = (name: string) => name === 'rsc' || name.startsWith('next-') || name.startsWith('x-nextjs-')

interface Asked {
  method?: string
  url?: string
  headers: IncomingHttpHeaders
}

/** The kept page that answers this request, null when there can be none. `host` is the one of this site's public address. */
export function publicPageOf({ method, url = '', headers }: Asked, host: string): PublicPage | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  if (!isPublicPath(url) || headers.host !== host) return null
  if (!headers.accept?.includes('text/html') || Object.keys(headers).some(isOfNext)) return null
  const cookies = switchesIn(headers.cookie)
  return cookies === null ? null : { path: url, cookies, key: `${url} ${cookies}` }
}
