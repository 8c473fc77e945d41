import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { builtFiles } from '#server/web/built-files.ts'

const build = mkdtempSync(join(tmpdir(), 'mocua-built-'))
mkdirSync(join(build, '.next/static/chunks'), { recursive: true })
writeFileSync(join(build, '.next/static/chunks/a~1.js'), 'alert("ạ")'.repeat(500))
writeFileSync(join(build, '.next/secret.js'), 'no')
const front = builtFiles(build)
const server = createServer(async (request, response) => {
  if (!(await front(request, response))) response.writeHead(404).end('next')
})
await new Promise<void>((ready) => server.listen({ port: 0, host: '127.0.0.1' }, ready))
const address = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
afterAll(() => {
  server.close()
  rmSync(build, { recursive: true })
})

describe('built files', () => {
  it('come pressed in what the browser takes, and stay', async () => {
    for (const encoding of ['br', 'gzip']) {
      const answer = await fetch(`${base}/_next/static/chunks/a~1.js`, { headers: { 'accept-encoding': encoding } })
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-encoding': encoding,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'application/javascript; charset=UTF-8',
      })
      expect(Number(answer.headers.get('content-length'))).toBeLessThan(200)
      expect(await answer.text()).toBe('alert("ạ")'.repeat(500))
    }
  })

  it.each([
    '/_next/static/chunks/b.js',
    '/_next/static/../secret.js',
    '/_next/static/%2e%2e/secret.js',
    '/_next/static/..%2fsecret.js',
    '/_next/static/chunks/a~1.js?x',
  ])('are nothing else: %s', async (path) => {
    const { port } = new URL(base)
    const { request } = await import('node:http')
    const status = await new Promise((done) =>
      request({ port, path, headers: { 'accept-encoding': 'br' } }, (answer) => done(answer.resume().statusCode)).end(),
    )
    expect(status).toBe(404)
  })

  it('that cannot be pressed for somebody are left to Next', async () => {
    expect((await fetch(`${base}/_next/static/chunks/a~1.js`, { headers: { 'accept-encoding': 'identity' } })).status).toBe(404)
  })
})
