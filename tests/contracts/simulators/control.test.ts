import { appendFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aProgress, code, portalClient, received } from './portal-messages.ts'
import { type Simulators, secrets, simulators, standIn } from './running.ts'

let product: Awaited<ReturnType<typeof standIn>>
let running: Simulators

beforeAll(async () => {
  product = await standIn()
  running = await simulators(product.url)
})
beforeEach(() => running.postJson('/_control/reset', {}))
afterAll(async () => {
  await running.remove()
  product.close()
})

const fault = (body: Record<string, unknown>) => running.postJson('/_control/portal/faults', body)
const sync = async (body: unknown, session: string, limitMs = 2000) =>
  fetch(`${running.url}/portal/integration`, {
    method: 'POST',
    body: JSON.stringify({
      session,
      madonvi: secrets.PORTAL_AGENCY_CODE,
      service: 'DongBoHoSoMC',
      isUpdating: 'False',
      data: [body],
    }),
    signal: AbortSignal.timeout(limitMs),
  })

describe('planned faults', () => {
  it.each([
    ['http500', 500, false],
    ['garbage', 200, false],
    ['errorBody', 200, false],
    ['truncated', 200, true],
  ])('%s', async (kind, status, applied) => {
    const portal = await portalClient(running)
    await fault({ kind, count: 1, seed: 7 })
    const answer = await sync(received(code(1)), portal.session)
    const body = await answer.text()
    expect(answer.status).toBe(status)
    if (kind === 'errorBody') expect(JSON.parse(body)).toMatchObject({ error_code: '99' })
    else expect(() => JSON.parse(body)).toThrow()
    expect((await portal.lookUp(code(1))).result).toHaveLength(applied ? 1 : 0)
  })

  it('down closes the connection and takes nothing', async () => {
    const portal = await portalClient(running)
    await fault({ kind: 'down', count: -1 })
    await expect(sync(received(code(1)), portal.session)).rejects.toThrow('fetch failed')
    await expect(sync(received(code(1)), portal.session)).rejects.toThrow('fetch failed')
    await fault({ kind: 'none' })
    expect((await portal.lookUp(code(1))).result).toHaveLength(0)
    expect((await sync(received(code(1)), portal.session)).status).toBe(200)
  })

  it('timeoutAfterApply keeps the message and gives no answer; the repeat is answered and not applied again', async () => {
    const portal = await portalClient(running)
    await fault({ kind: 'timeoutAfterApply', count: 1 })
    await expect(sync(received(code(1)), portal.session, 300)).rejects.toThrow('timeout')
    expect(await (await sync(received(code(1)), portal.session)).json()).toMatchObject({ error_code: '0' })
    expect((await running.received('portal', `?dossier=${code(1)}`)).dossier).toMatchObject({ deliveries: 2, applied: 1 })
  })

  it('slow answers late, and only the named service when one is named', async () => {
    const portal = await portalClient(running)
    await fault({ kind: 'slow', count: -1, delayMs: 400, only: 'TraCuuHoSo' })
    const timed = async (act: () => Promise<unknown>) => {
      const from = performance.now()
      await act()
      return performance.now() - from
    }
    expect(await timed(() => portal.lookUp(code(1)))).toBeGreaterThan(390)
    expect(await timed(() => sync(received(code(1)), portal.session))).toBeLessThan(390)
  })

  it('the same seed draws the same row', async () => {
    const row = async () => {
      await fault({ kind: 'http500', count: -1, seed: 42, percent: 50 })
      const statuses: number[] = []
      for (let index = 0; index < 20; index += 1) statuses.push((await sync({}, 'none')).status)
      return statuses
    }
    const first = await row()
    expect(new Set(first)).toEqual(new Set([200, 500]))
    expect(await row()).toEqual(first)
  })

  it('are refused when they are not known, or for an unknown system', async () => {
    expect((await running.post('/_control/portal/faults', { kind: 'earthquake' })).status).toBe(400)
    expect((await running.post('/_control/axis/faults', { kind: 'down' })).status).toBe(404)
    expect(
      (await running.post('/_control/reset/../portal/faults', { kind: 'down' }, { 'content-type': 'text/plain' })).status,
    ).toBe(415)
  })
})

describe('the clock', () => {
  it('shifts the partners and tells the product', async () => {
    product.answerWith(() => ({ body: '{"offsetMs":172800000}' }))
    expect(await running.postJson('/_control/clock', { offsetMs: 172_800_000 })).toMatchObject({
      offsetMs: 172_800_000,
      forwarded: true,
    })
    expect(product.received).toMatchObject([{ path: '/api/control/clock', body: '{"offsetMs":172800000}' }])
    await running.kill()
    await running.start()
    const { now } = await (await fetch(`${running.url}/_control/clock`)).json()
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(172_700_000)
    await running.postJson('/_control/clock', { offsetMs: 0 })
  })

  it('shifts nothing when the product refuses', async () => {
    product.answerWith(() => ({ status: 403, body: '{}' }))
    expect((await running.post('/_control/clock', { offsetMs: 1 })).status).toBe(502)
    expect(await (await fetch(`${running.url}/_control/clock`)).json()).toMatchObject({ offsetMs: 0 })
  })
})

describe('the process', () => {
  it('knows everything after a kill, and forgets a torn last line', async () => {
    const portal = await portalClient(running)
    await portal.add(received(code(5)))
    await portal.progress(aProgress(code(5)))
    const before = await running.received('portal')
    await running.kill()
    appendFileSync(join(running.dataDir, 'simulators', 'portal.jsonl'), '{"kind":"call","at":"2026')
    await running.start()
    expect(await running.received('portal')).toEqual(before)
    const again = await portalClient(running)
    expect(await again.add(received(code(5)))).toMatchObject({ error_code: '0' })
    expect((await running.received('portal', `?dossier=${code(5)}`)).dossier).toMatchObject({ deliveries: 3, applied: 2 })
  })

  it('ends in peace on SIGTERM, even with a caller hanging', async () => {
    const portal = await portalClient(running)
    await fault({ kind: 'timeoutAfterApply', count: 1 })
    const hanging = sync(received(code(6)), portal.session, 5000).catch(() => 'closed')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await running.stop()).toBe(0)
    expect(await hanging).toBe('closed')
    await running.start()
    expect((await running.received('portal', `?dossier=${code(6)}`)).dossier).not.toBeNull()
  })

  it('says plainly what is not built, what is not there, and that it serves this machine only', async () => {
    for (const path of ['/axis/x', '/post', '/sign', '/tsa']) {
      const answer = await fetch(`${running.url}${path}`)
      expect([answer.status, await answer.text()]).toEqual([404, 'Hệ thống mô phỏng này chưa được xây dựng.'])
    }
    expect((await fetch(`${running.url}/nothing`)).status).toBe(404)
    expect(await (await fetch(`${running.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await running.page('/')).toContain('Cổng Dịch vụ công quốc gia')
    const status = await new Promise((resolve, reject) => {
      request({ port: running.port, host: '127.0.0.1', headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })

  it('refuses a form that another site posts', async () => {
    const answer = await fetch(`${running.url}/portal/nop-ho-so`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })
})
