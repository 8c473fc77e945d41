import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDossier, aProgress, openPortal, received, returned } from './portal-messages.ts'
import { type Simulators, simulators } from './running.ts'

let running: Simulators
let portal: Awaited<ReturnType<typeof openPortal>>
const next = () => portal.next()
const known = (...statuses: string[]) => portal.known(...statuses)

beforeAll(async () => {
  running = await simulators('http://127.0.0.1:9')
  portal = await openPortal(running)
})
afterAll(() => running.remove())

describe('the dossier sync of the portal', () => {
  it('takes the whole life of a dossier and shows it', async () => {
    const MaHoSo = next()
    expect(await portal.lookUp(MaHoSo)).toMatchObject({ error_code: '0', result: [] })
    expect(await portal.add(aDossier(MaHoSo))).toEqual({ error_code: '0', message: 'Đồng bộ hồ sơ thành công' })
    expect(await portal.update(received(MaHoSo))).toMatchObject({ error_code: '0' })
    expect(await portal.progress(aProgress(MaHoSo))).toMatchObject({ error_code: '0' })
    expect(await portal.progress(aProgress(MaHoSo, { TrangThai: '4', ThoiDiemXuLy: '20261124080000' }))).toMatchObject({
      error_code: '0',
    })
    expect(await portal.update(received(MaHoSo, { TrangThaiHoSo: '9' }))).toMatchObject({ error_code: '0' })
    expect(await portal.update(returned(MaHoSo))).toMatchObject({ error_code: '0' })
    expect(await portal.lookUp(MaHoSo)).toMatchObject({ result: [{ MaHoSo, TrangThaiHoSo: '10' }] })
    const { dossier } = await running.received('portal', `?dossier=${MaHoSo}`)
    expect(dossier.history.map((one: { status: string }) => one.status)).toEqual(['1', '2', '4', '9', '10'])
    expect(dossier).toMatchObject({ deliveries: 6, applied: 6 })
    const page = await running.page(`/portal/dossiers/${MaHoSo}`)
    expect(page).toContain('10 – Đã trả kết quả')
    expect(page).toContain('Kiểm tra hồ sơ')
    expect(page).toContain('https://mocua.demo/kq')
    expect(await running.page('/portal')).toContain('1 → 2 → 4 → 9 → 10')
  })

  it('answers the same message as before and applies it once', async () => {
    const MaHoSo = next()
    const message = received(MaHoSo)
    const reordered = Object.fromEntries(Object.entries(message).reverse())
    const first = await portal.add(message)
    expect(await portal.add(message)).toEqual(first)
    expect(await portal.update(reordered)).toEqual(first)
    await portal.progress(aProgress(MaHoSo))
    await portal.progress(aProgress(MaHoSo, { ThoiDiemXuLy: '20261123100000', TrangThai: '4' }))
    expect(await portal.progress(aProgress(MaHoSo))).toMatchObject({ error_code: '0' })
    const { dossier, refused } = await running.received('portal', `?dossier=${MaHoSo}`)
    expect(dossier).toMatchObject({ deliveries: 6, applied: 3, status: '4' })
    expect(dossier.calls.map((one: { repeat: boolean }) => one.repeat)).toEqual([false, true, true, false, false, true])
    expect(refused).toEqual([])
  })

  it('escapes what it shows', async () => {
    const MaHoSo = next()
    await portal.add(aDossier(MaHoSo, { ChuHoSo: '<script>alert(1)</script>' }))
    const page = await running.page(`/portal/dossiers/${MaHoSo}`)
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;script&gt;')
  })

  it('keeps nothing of a batch of which one part is refused', async () => {
    const [good, bad] = [next(), next()]
    expect(await portal.add(received(good), received(bad, { TrangThaiHoSo: '77' }))).toMatchObject({ error_code: '27' })
    expect(await portal.lookUp(good)).toMatchObject({ result: [] })
    const MaHoSo = await known('2', '4')
    const lines = [aProgress(MaHoSo, { TrangThai: '4' }), aProgress(MaHoSo, { TrangThai: '10', ThoiDiemXuLy: '20261125080000' })]
    expect(await portal.progress(...lines)).toMatchObject({ error_code: '30' })
    expect((await running.received('portal', `?dossier=${MaHoSo}`)).dossier.progress).toEqual([])
  })

  it('judges every pair of statuses by the national table', async () => {
    const allowed: Record<string, string[]> = {
      1: ['2', '3', '5', '7'],
      2: ['4', '7'],
      3: [],
      4: ['5', '6', '7', '8', '9'],
      5: ['2', '3', '4', '7', '8'],
      6: ['4', '7', '8'],
      7: ['2', '4'],
      8: ['4', '7'],
      9: ['10', '4'],
      10: [],
    }
    const ways: Record<string, string[]> = {
      1: ['1'],
      2: ['2'],
      3: ['1', '3'],
      4: ['4'],
      5: ['4', '5'],
      6: ['4', '6'],
      7: ['4', '7'],
      8: ['4', '8'],
      9: ['4', '9'],
      10: ['4', '9', '10'],
    }
    for (const [from, way] of Object.entries(ways)) {
      for (let to = 1; to <= 10; to += 1) {
        const MaHoSo = await known(...way)
        const message = { ...returned(MaHoSo), TrangThaiHoSo: String(to), GhiChu: 'lần sau' }
        const answer = await portal.update(message)
        const fine = allowed[from]?.includes(String(to)) || from === String(to)
        expect(answer.error_code, `${from} → ${to}: ${answer.message}`).toBe(
          fine ? '0' : ['3', '10'].includes(from) ? '31' : '30',
        )
      }
    }
  })
})
