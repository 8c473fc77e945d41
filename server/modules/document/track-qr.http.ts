import { env } from '#server/env.ts'
import { qrCode } from './barcodes.ts'

/** Modules of white around the symbol, as scanners need it. */
const QUIET = 4

/** The same code as on the receipt: it opens the tracking page; the secret stands in the fragment, which is sent to no server. */
export function trackQrResponse(code: string, lookupSecret: string): Response {
  const { path, width, height } = qrCode(`${env.PUBLIC_URL}/track?code=${encodeURIComponent(code)}&secret=${lookupSecret}`)
  const box = `${-QUIET} ${-QUIET} ${width + 2 * QUIET} ${height + 2 * QUIET}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" shape-rendering="crispEdges"><path fill="#fff" d="M${-QUIET} ${-QUIET}h${width + 2 * QUIET}v${height + 2 * QUIET}h${-(width + 2 * QUIET)}z"/><path d="${path}"/></svg>`
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, no-store' } })
}
