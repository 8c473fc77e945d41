import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { APIRequestContext, Request } from '@playwright/test'
import { birthRegistration as birth } from './_support/answers.ts'
import { expect, test } from './_support/journey.ts'

// What the pages weigh on which people arrive, in the production build, as it comes over the line.

const pages = [
  '/',
  '/procedures?q=khai+sinh',
  `/procedures/${birth.code}`,
  '/track',
  '/verify',
  '/voice',
  '/track?code=H24.12-261122-9999&secret=0123456789AB',
]

/** "At most 180 kB of compressed JavaScript": by gzip, which the server itself sends. */
const SCRIPT_BYTES = 180_000
/** Compares a file in the browser, so it carries what asks the endpoints. */
const VERIFY_SCRIPT_BYTES = 225_000
const STYLE_BYTES = 25_000
const HTML_BYTES = 40_000
/** Page, styles, scripts, four fonts, icon: what one visit asks for before it is whole. */
const REQUESTS = 30

async function filesOf(request: APIRequestContext, html: string) {
  const scripts = new Set(
    [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, src]) => src ?? ''),
  )
  for (const [tag, href = ''] of html.matchAll(/<link\b[^>]*\bhref="([^"]+)"[^>]*>/g))
    if (/as="script"/.test(tag)) scripts.add(href)
  const styles = new Set([...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)].map(([, href]) => href ?? ''))
  const weigh = async (addresses: Iterable<string>) => {
    let gzip = 0
    let brotli = 0
    for (const address of addresses) {
      const body = await (await request.get(address)).body()
      gzip += gzipSync(body, { level: 9 }).length
      brotli += brotliCompressSync(body).length
    }
    return { gzip, brotli }
  }
  return { scripts, styles, script: await weigh(scripts), style: await weigh(styles) }
}

test('the first pages are light enough for a bad line', async ({ request }) => {
  for (const path of pages) {
    const answer = await request.get(path, { headers: { accept: 'text/html', 'accept-encoding': 'gzip' } })
    expect(answer.headers()['content-encoding'], `${path} is sent compressed`).toBe('gzip')
    const html = await answer.text()
    const { scripts, styles, script, style } = await filesOf(request, html)
    const weight = `${path}: ${scripts.size} scripts ${script.gzip} bytes by gzip, ${script.brotli} by brotli; styles ${style.gzip}; page ${gzipSync(html).length}`
    test.info().annotations.push({ type: 'weight', description: weight })
    if (path.startsWith('/track?')) expect(scripts.size, 'a result is read without a script').toBe(0)
    else expect(scripts.size, weight).toBeGreaterThan(3)
    expect.soft(script.gzip, weight).toBeLessThanOrEqual(path === '/verify' ? VERIFY_SCRIPT_BYTES : SCRIPT_BYTES)
    expect.soft(style.gzip, weight).toBeLessThanOrEqual(STYLE_BYTES)
    expect.soft(gzipSync(html).length, weight).toBeLessThanOrEqual(HTML_BYTES)
    // nothing but the styles stands between the page and the eye: every script waits
    const blocking = [...html.matchAll(/<script\b[^>]*\bsrc=[^>]*>/g)].filter(([tag]) => !/\b(async|defer|nomodule)\b/i.test(tag))
    expect
      .soft(
        blocking.map(([tag]) => tag),
        `${path}: scripts that hold up the page`,
      )
      .toEqual([])
    expect.soft(styles.size, `${path}: style sheets`).toBeLessThanOrEqual(3)
  }
})

/** Everything that comes over the line for a first visit: page, styles, fonts, pictures and scripts. QUALITY P20. */
const ALL_BYTES = 250_000
/** What a reader of a result needs: the page of a tracked dossier has no script at all. */
const READ_ONLY_BYTES = 110_000
const VERIFY_BYTES = 300_000
const mostBytes = (path: string) => (path.startsWith('/track?') ? READ_ONLY_BYTES : path === '/verify' ? VERIFY_BYTES : ALL_BYTES)

test('a first visit asks for few files, none of another house, and not for many bytes', async ({ people, baseURL }) => {
  for (const path of pages) {
    const page = await people.visitor()
    const asked: Request[] = []
    page.on('request', (one) => {
      if (!one.url().startsWith('data:')) asked.push(one)
    })
    await page.goto(path, { waitUntil: 'load' })
    const blocking = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => 'renderBlockingStatus' in entry && entry.renderBlockingStatus === 'blocking')
        .map(({ name }) => new URL(name).pathname),
    )
    // what is fetched ahead for the next page, and what the worker keeps for a lost line, comes when this one is whole
    const needed = asked.filter((one) => !new URL(one.url()).searchParams.has('_rsc') && one.serviceWorker() === null)
    const sizes = await Promise.all(
      needed.map(async (one) => {
        const { responseBodySize, responseHeadersSize } = await one.sizes()
        return responseBodySize + responseHeadersSize
      }),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const weight = `${path}: ${needed.length} requests, ${total} bytes, held up by ${blocking.join(' ')}`
    test.info().annotations.push({ type: 'weight', description: weight })
    expect.soft(total, weight).toBeLessThanOrEqual(mostBytes(path))
    expect.soft(needed.length, weight).toBeLessThanOrEqual(REQUESTS)
    expect.soft(blocking.length, weight).toBeLessThanOrEqual(3)
    expect
      .soft(
        blocking.filter((name) => !name.endsWith('.css')),
        weight,
      )
      .toEqual([])
    const foreign = asked.map((one) => one.url()).filter((url) => new URL(url).origin !== new URL(baseURL ?? '').origin)
    expect.soft(foreign, `${path}: of another house`).toEqual([])
  }
})

test('public pages are kept ready: no nonce, no rendering, and nothing again for whoever has the page', async ({ request }) => {
  for (const path of ['/', '/procedures', `/procedures/${birth.code}`, '/track', '/verify', '/voice']) {
    const asked = { accept: 'text/html', 'accept-encoding': 'br' }
    const first = await request.get(path, { headers: asked })
    const policy = first.headers()['content-security-policy'] ?? ''
    expect(first.headers()['content-encoding'], path).toBe('br')
    expect(policy, path).toMatch(/script-src 'sha256-/)
    expect(policy, path).not.toMatch(/nonce|unsafe|strict-dynamic/)
    const again = await request.get(path, { headers: { ...asked, 'if-none-match': first.headers().etag ?? '' } })
    expect(again.status(), path).toBe(304)
  }
})
