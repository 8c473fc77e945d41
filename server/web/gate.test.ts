import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openAdmission } from './admission.ts'
import { openGate } from './gate.ts'
import { kindOf } from './request-kind.ts'

describe('which request is worth what', () => {
  it.each([
    ['GET', '/_next/static/chunks/a.js', {}, 'built'],
    ['GET', '/fonts/bvp-latin-400.woff2', {}, 'built'],
    ['GET', '/healthz', {}, 'vital'],
    ['GET', '/readyz', {}, 'vital'],
    ['POST', '/api/payment/confirm', {}, 'vital'],
    ['POST', '/api/portal/inbound', {}, 'vital'],
    ['PATCH', '/api/files/uploads/1', {}, 'file'],
    ['GET', '/procedures', {}, 'view'],
    ['GET', '/procedures?_rsc=1', { 'next-router-prefetch': '1' }, 'ahead'],
    ['GET', '/api/trpc/dossier.track?input=1', {}, 'view'],
    ['POST', '/api/trpc/draft.save', {}, 'change'],
    ['POST', '/track', {}, 'change'],
    ['GET', '/healthz-of-somebody', {}, 'view'],
    ['GET', '/fontsize', {}, 'view'],
  ] as const)('%s %s', (method, url, headers, kind) => {
    expect(kindOf(method, url, headers)).toBe(kind)
  })
})

describe('who is let in', () => {
  const fill = (kind: 'ahead' | 'view' | 'change' | 'file' | 'vital', admission = openAdmission()) => {
    let count = 0
    while (admission.enter(kind)) count += 1
    return { count, admission }
  }

  it('looks ahead first stop, then views, and what was typed last', () => {
    const admission = openAdmission()
    const [ahead, views, changes] = [fill('ahead', admission), fill('view', admission), fill('change', admission)].map(
      ({ count }) => count,
    )
    expect([ahead, views, changes]).toEqual([8, 8, 8])
    expect(admission.enter('vital')).toBe(true)
    expect(admission.enter('file')).toBe(true)
    expect(admission.enter('built')).toBe(true)
  })

  it('partners and probes have an end too, and no page takes theirs', () => {
    const { count, admission } = fill('vital')
    expect(count).toBe(48)
    expect(admission.enter('view')).toBe(true)
  })

  it('a place that was left is free again', () => {
    const { admission } = fill('view')
    admission.leave('view')
    expect(admission.enter('view')).toBe(true)
    expect(admission.enter('view')).toBe(false)
  })

  it('a process that comes late to its work takes fewer, down to some, and more again when it is in time', () => {
    const admission = openAdmission()
    for (let n = 0; n < 20; n += 1) admission.heard(400)
    expect(admission.room()).toBe(4)
    admission.heard(150)
    expect(admission.room()).toBe(4)
    for (let n = 0; n < 20; n += 1) admission.heard(5)
    expect(admission.room()).toBe(16)
  })
})

describe('the gate before a server', () => {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function waitingServer() {
    const held: ServerResponse[] = []
    const gate = openGate()
    const server = createServer((request, response) => {
      if (gate.front(request, response) === false) held.push(response)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    closing.push(() => new Promise((done) => server.close(done)))
    closing.push(gate.close)
    const ask = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { connection: 'close', ...init?.headers } })
    const isHeld = async (count: number) => {
      while (held.length < count) await new Promise((later) => setTimeout(later, 5))
    }
    const answerAll = () => {
      for (const response of held.splice(0)) response.end('done')
    }
    return { ask, held, isHeld, answerAll }
  }

  it('sends away what is too much with a word and a time, hears partners, and lets in again when there is room', async () => {
    const { ask, held, isHeld, answerAll } = await waitingServer()
    const first = Array.from({ length: 16 }, () => ask('/procedures'))
    await isHeld(16)
    const page = await ask('/procedures')
    expect(page.status).toBe(503)
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
    expect(page.headers.get('refresh')).toBe(page.headers.get('retry-after'))
    expect(await page.text()).toMatch(/Đang rất đông người[\s\S]*Very many people/)

    const call = await ask('/api/trpc/dossier.track?input=1')
    expect(call.status).toBe(503)
    expect(await call.json()).toMatchObject({ error: { json: { data: { httpStatus: 503, domain: { code: 'OVERLOADED' } } } } })
    const others = [
      ask('/healthz'),
      ask('/api/payment/confirm', { method: 'POST', body: '{}' }),
      ask('/_next/static/a.js'),
      ask('/api/trpc/draft.save', { method: 'POST', body: '{}' }),
    ]
    await isHeld(20)
    expect(held).toHaveLength(20)
    answerAll()
    for (const answer of await Promise.all([...first, ...others])) expect(answer.status).toBe(200)

    const again = ask('/procedures')
    await isHeld(1)
    answerAll()
    expect((await again).status).toBe(200)
  })

  it('a body that nobody will read costs nothing: it is not taken', async () => {
    const { ask, isHeld, answerAll } = await waitingServer()
    const first = Array.from({ length: 24 }, () => ask('/api/trpc/draft.save', { method: 'POST', body: '{}' }))
    await isHeld(24)
    const refused = await ask('/api/trpc/draft.save', { method: 'POST', body: '{}' })
    expect([refused.status, refused.headers.get('connection'), refused.headers.get('refresh')]).toEqual([503, 'close', null])
    answerAll()
    await Promise.all(first)
  })

  it('places are given back by those who went away', async () => {
    const { ask, held, isHeld, answerAll } = await waitingServer()
    const gone = new AbortController()
    const first = Array.from({ length: 16 }, () => ask('/procedures', { signal: gone.signal }).catch(() => null))
    await isHeld(16)
    gone.abort()
    await Promise.all(first)
    while (held.some((response) => !response.destroyed)) await new Promise((later) => setTimeout(later, 5))
    held.splice(0)
    const next = ask('/procedures')
    await isHeld(1)
    answerAll()
    expect((await next).status).toBe(200)
  })
})
