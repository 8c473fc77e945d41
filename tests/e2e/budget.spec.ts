import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { birthRegistration as birth } from './_support/answers.ts'
import { expect, test } from './_support/journey.ts'

// What the pages weigh on which people arrive, in the production build, as it comes over the line.

const pages = [
  '/',
  '/procedures?q=khai+sinh',
  `/procedures/${birth.code}`,
  '/track',
  '/track?code=H24.12-261122-9999&secret=0123456789AB',
]

/** "At most 180 kB of compressed JavaScript": by gzip, which the server itself sends. */
const SCRIPT_BYTES = 180_000
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
    const answer = await request.get(path, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers()['content-encoding'], `${path} is sent compressed`).toBe('gzip')
    const html = await answer.text()
    const { scripts, styles, script, style } = await filesOf(request, html)
    const weight = `${path}: ${scripts.size} scripts ${script.gzip} bytes by gzip, ${script.brotli} by brotli; styles ${style.gzip}; page ${gzipSync(html).length}`
    test.info().annotations.push({ type: 'weight', description: weight })
    expect(scripts.size, weight).toBeGreaterThan(3)
    expect.soft(script.gzip, weight).toBeLessThanOrEqual(SCRIPT_BYTES)
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

test('a first visit asks for few files, and none of another house', async ({ people, baseURL }) => {
  for (const path of pages) {
    const page = await people.visitor()
    const asked: URL[] = []
    page.on('request', (one) => {
      if (!one.url().startsWith('data:')) asked.push(new URL(one.url()))
    })
    await page.goto(path, { waitUntil: 'load' })
    // what is fetched ahead for the next page comes when this one is whole
    const needed = asked.filter(({ searchParams }) => !searchParams.has('_rsc')).map(String)
    expect.soft(needed.length, `${path}: ${needed.join('\n')}`).toBeLessThanOrEqual(REQUESTS)
    const foreign = asked.filter(({ origin }) => origin !== new URL(baseURL ?? '').origin)
    expect.soft(foreign.map(String), `${path}: of another house`).toEqual([])
  }
})
