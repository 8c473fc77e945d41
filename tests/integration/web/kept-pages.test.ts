import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnsweredCall, AskedCall } from '#server/answer-call.ts'
import { env } from '#server/env.ts'
import { offerApi } from '#server/web/front.ts'
import { scriptHashes } from '#server/web/page-store.ts'
import type { Render } from '#server/web/render-page.ts'
import type { StillTracked } from '#server/web/still-page.schema.ts'
import { openPages } from '#server/web/stored-pages.ts'
import { trackedPage } from '#server/web/tracked-page.ts'

// The store of public pages behind a real server, with Next and the catalogue played by the test.

const host = new URL(env.PUBLIC_URL).host
const shell = (path: string, cookies: string) =>
  `<!DOCTYPE html><html><head><title>Shell</title><script src="/_next/static/a.js" async=""></script></head><body><header>${cookies}</header>` +
  `<main id="main" tabindex="-1">${path}</main><footer>foot</footer><script>self.__next_f.push([1,"${path}"])</script></body></html>`

const rendered: { path: string; cookies: string }[] = []
let stamp: string | null = '1'
let now = 0
let status = 200
let setsCookies = false
const render: Render = async (wanted) => {
  rendered.push(wanted)
  await new Promise((done) => setTimeout(done, 5))
  const html = shell(wanted.path, wanted.cookies)
  return { status, type: 'text/html; charset=utf-8', setsCookies, link: '</fonts/x.woff2>; rel=preload', html }
}

const open = (maxBytes?: number) => openPages({ render, watch: { stamp: async () => stamp }, now: () => now, maxBytes })
let pages = open()

/** What the endpoint is asked, and what it answers. */
const questions: AskedCall[] = []
let told: AnsweredCall
offerApi(async (asked) => {
  questions.push(asked)
  return told
})
const view = (code: string) => ({ status: 200, headers: {}, body: JSON.stringify({ result: { data: { json: { code } } } }) })
const refused = (code: string) => ({
  status: 404,
  headers: {},
  body: JSON.stringify({ error: { json: { data: { domain: { code } } } } }),
})
/** In place of the components of the page. */
const stillTracked: StillTracked<unknown> = async ({ code, secret, locale }, ask) => {
  const heard = await ask({ code, secret })
  const said = 'view' in heard ? JSON.stringify(heard.view) : heard.fault
  if (said === 'INTERNAL') return null
  return { title: '<title>Part $&</title>', main: `<main id="main" tabindex="-1">the way $1 of ${said}, ${locale}: ạ</main>` }
}
const answer = async (request: IncomingMessage, response: ServerResponse) => {
  for (const front of [pages.front, trackedPage({ stillTracked, pages })]) if (await front(request, response)) return
  response.writeHead(404, { 'x-by': 'next' }).end('next')
}
const server = createServer((request, response) => void answer(request, response))
await new Promise<void>((ready) => server.listen({ port: 0, host: '127.0.0.1' }, ready))
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
afterAll(() => server.close())

interface Got {
  status: number
  headers: IncomingMessage['headers']
  body: string
  isKept: boolean
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((done, fail) => {
    ask({ host: '127.0.0.1', port, path, method, headers: { host, accept: 'text/html', ...headers } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('end', () => {
        const bytes = Buffer.concat(parts)
        const encoding = response.headers['content-encoding']
        const plain =
          encoding === 'br' && bytes.length
            ? brotliDecompressSync(bytes)
            : encoding === 'gzip' && bytes.length
              ? gunzipSync(bytes)
              : bytes
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: plain.toString(),
          isKept: response.headers['x-by'] !== 'next',
        })
      })
    })
      .once('error', fail)
      .end()
  })
}

beforeEach(() => {
  pages = open()
  rendered.length = 0
  questions.length = 0
  told = view('H24')
  stamp = '1'
  now = 0
  status = 200
  setsCookies = false
})

describe('a kept page', () => {
  it('is made once, also for many who ask at once, and is the same in every encoding', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => get('/track', { 'accept-encoding': 'gzip, br' })))
    expect(rendered).toEqual([{ path: '/track', cookies: '' }])
    expect(new Set(all.map(({ body }) => body))).toEqual(new Set([shell('/track', '')]))
    expect(all[0]?.headers['content-encoding']).toBe('br')
    expect((await get('/track', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip')
    const plain = await get('/track')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body).toBe(shell('/track', ''))
    expect(rendered).toHaveLength(1)
  })

  it('lets its own scripts run and nothing else', async () => {
    const { headers, body } = await get('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain(`script-src ${scriptHashes(body)} ${new URL(env.PUBLIC_URL).origin}/_next/static/;`)
    expect(scriptHashes(body)).toMatch(/^'sha256-[\w+/]{43}='$/)
    expect(policy).not.toMatch(/unsafe|nonce|strict-dynamic/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      vary: 'Accept-Encoding, Cookie',
    })
  })

  it('is not sent again to whoever has it, and a question for its head has no body', async () => {
    const { headers } = await get('/voice')
    const again = await get('/voice', { 'if-none-match': `"other", ${headers.etag}` })
    expect([again.status, again.body]).toEqual([304, ''])
    expect(again.headers['content-security-policy']).toBe(headers['content-security-policy'])
    const head = await get('/voice', {}, 'HEAD')
    expect([head.status, head.body, head.headers.etag]).toEqual([200, '', headers.etag])
  })

  it('is made anew when something was published, when the day has changed, and after a while', async () => {
    await get('/')
    stamp = '2'
    await get('/')
    expect(rendered).toHaveLength(2)
    now = 59_000
    await get('/')
    expect(rendered).toHaveLength(2)
    now = 61_000
    await get('/')
    expect(rendered).toHaveLength(3)
  })

  it('differs by the switches, in whichever order they come, and by nothing else', async () => {
    await get('/', { cookie: 'theme=dark; locale=en' })
    await get('/', { cookie: 'locale=en; other=1; theme=dark' })
    expect(rendered).toEqual([{ path: '/', cookies: 'locale=en; theme=dark' }])
  })
})

describe('what never comes from the store, and never gets into it', () => {
  it.each<[string, string, Record<string, string>, string?]>([
    ['somebody who is signed in', '/', { cookie: 'mocua3000.session=abc' }],
    ['a session that a proxy protects', '/', { cookie: '__Host-mocua.session=abc' }],
    ['a session in parts', '/', { cookie: 'theme=dark; mocua.session.0=abc' }],
    ['a switch with a value that does not exist', '/', { cookie: 'theme=pink' }],
    ['a switch that is written otherwise', '/', { cookie: 'theme=d%61rk' }],
    ['a switch twice', '/', { cookie: 'theme=dark; theme=light' }],
    ['very many cookies', '/', { cookie: `a=${'x'.repeat(5_000)}` }],
    ['another host', '/', { host: 'evil.example' }],
    ['a query', '/?a=1', {}],
    ['an empty query', '/track?', {}],
    ['a search', '/procedures?q=khai+sinh', {}],
    ['a draft', '/apply/draft/x', {}],
    ['a way around', '/track/../my', {}],
    ['a way that is written otherwise', '/%74rack', {}],
    ['two strokes', '//track', {}],
    ['a whole address', `http://${host}/track`, {}],
    ['a code that is none', '/procedures/x', {}],
    ['a code with more behind it', '/procedures/1.001193%00', {}],
    ['a part of a page', '/track', { rsc: '1' }],
    ['a form of Next', '/track', { 'next-action': 'x' }],
    ['data', '/track', { accept: '*/*' }],
    ['a change', '/track', {}, 'POST'],
  ])('%s', async (_, path, headers, method) => {
    expect((await get(path, headers, method)).isKept).toBe(false)
    expect(rendered).toEqual([])
  })

  it('headers that speak of another host change nothing', async () => {
    const evil = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-original-url': '/my',
      'x-mocua-part': '1',
    }
    expect((await get('/', evil)).body).toBe(shell('/', ''))
    expect(rendered).toEqual([{ path: '/', cookies: '' }])
  })

  it('an address without a page, and an answer that sets a cookie', async () => {
    status = 404
    for (let n = 0; n < 5; n += 1) expect((await get(`/procedures/1.00000${n}`)).isKept).toBe(false)
    status = 200
    setsCookies = true
    expect((await get('/')).isKept).toBe(false)
    expect((await get('/')).isKept).toBe(false)
    expect(rendered).toHaveLength(7)
  })

  it('many addresses at once that nobody has made yet: some are made, the others take the way of all', async () => {
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => get(`/procedures/1.00000${n}`)))
    expect(answers.map(({ isKept }) => isKept).sort()).toEqual([false, false, true, true, true, true])
    expect(rendered).toHaveLength(4)
  })

  it('anything while it is not known what is in force', async () => {
    stamp = null
    expect((await get('/')).isKept).toBe(false)
  })

  it('more than there is room for: what was not asked for longest goes', async () => {
    pages = open(2_500)
    for (const path of ['/', '/track', '/verify', '/']) await get(path)
    expect(rendered.map(({ path }) => path)).toEqual(['/', '/track', '/verify', '/'])
    await get('/')
    expect(rendered).toHaveLength(4)
  })
})

describe('the way of a dossier by its address', () => {
  const address = '/track?code=H24.12-261122-0001&secret=0123456789AB'

  it('is the kept page with the middle of now, without a script, and is kept nowhere', async () => {
    const first = await get(address, { 'x-forwarded-for': '1.1.1.1, 10.0.0.7', cookie: 'text=large' })
    const whole = (middle: string) =>
      `<!DOCTYPE html><html><head><title>Part $&</title></head><body><header>text=large</header><main id="main" tabindex="-1">the way $1 of ${middle}: ạ</main><footer>foot</footer></body></html>`
    expect(first.body).toBe(whole('{"code":"H24"}, vi'))
    expect(first.headers).toMatchObject({ 'cache-control': 'private, no-store' })
    expect(first.headers.etag).toBeUndefined()
    expect(first.headers['content-security-policy']).toContain("script-src 'none'")
    told = view('H25')
    const pressed = await get(address, { cookie: 'text=large', 'accept-encoding': 'br, gzip' })
    expect([pressed.headers['content-encoding'], pressed.body]).toEqual(['gzip', whole('{"code":"H25"}, vi')])
    expect(rendered).toEqual([{ path: '/track', cookies: 'text=large' }])
    expect(questions.map(({ path, query, headers }) => [path, query.get('input'), headers.get('x-forwarded-for')])).toEqual([
      ['dossier.track', '{"json":{"code":"H24.12-261122-0001","secret":"0123456789AB"}}', '1.1.1.1, 10.0.0.7'],
      ['dossier.track', '{"json":{"code":"H24.12-261122-0001","secret":"0123456789AB"}}', '127.0.0.1'],
    ])
  })

  it('says in the language of the visitor what was refused, and leaves what was not foreseen to Next', async () => {
    told = refused('NOT_FOUND')
    expect((await get(address, { cookie: 'locale=en' })).body).toContain('of NOT_FOUND, en: ạ')
    told = refused('INTERNAL')
    expect((await get(address)).isKept).toBe(false)
  })

  it('of somebody who is signed in, and one that fails, is Next’s matter', async () => {
    const path = '/track?code=a&secret=b'
    expect((await get(path, { cookie: 'mocua3000.session=abc' })).isKept).toBe(false)
    status = 500
    expect((await get(path)).isKept).toBe(false)
  })
})
