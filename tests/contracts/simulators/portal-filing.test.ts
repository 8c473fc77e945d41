import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { portalClient, received, returned } from './portal-messages.ts'
import { eventually, type Received, type Simulators, secrets, simulators, standIn } from './running.ts'

let product: Awaited<ReturnType<typeof standIn>>
let running: Simulators

beforeAll(async () => {
  product = await standIn()
  running = await simulators(product.url)
})
beforeEach(() => product.answerWith(() => ({ body: '{"error_code":"0","maHoSo":"H24.12-261123-9001"}' })))
afterAll(async () => {
  await running.remove()
  product.close()
})

const request = { maTTHC: '1.001612', soDinhDanh: '031190000002', donVi: 'H24.12' }
const filing = async (code: string) => (await running.received('portal', `?dossier=${code}`)).filing
const settled = (code: string) =>
  eventually(async () => {
    const one = await filing(code)
    return one.state !== 'sending' && one
  })

function isSigned({ headers, body }: Received) {
  const signature = createHmac('sha256', secrets.PORTAL_INBOUND_SECRET).update(
    `${headers['x-portal-timestamp']}.${headers['x-portal-nonce']}.${body}`,
  )
  return headers['x-portal-signature'] === signature.digest('hex')
}

describe('a filing at the portal', () => {
  it('reaches the agency signed, with its form and its papers', async () => {
    const { code } = await running.postJson('/_control/portal/file', { ...request, answers: { tenHo: 'Quán Hoa' } })
    expect(code).toMatch(/^G22\.99-\d{8}-\d{7}$/)
    expect(await settled(code)).toMatchObject({ state: 'taken', MaHoSo: 'H24.12-261123-9001' })
    expect(product.received).toHaveLength(1)
    const [call] = product.received
    expect(call && isSigned(call)).toBe(true)
    const message = JSON.parse(call?.body ?? '')
    expect(call?.path).toBe('/api/portal/inbound')
    expect(message).toMatchObject({
      MaHoSo: code,
      MaTTHC: '1.001612',
      MaDonViTiepNhan: 'H24.12',
      ChuHoSo: 'Nguyễn Thị Hoa',
      DuLieuBieuMau: { tenHo: 'Quán Hoa' },
    })
    expect(message.ThongTinNguoiNop).toMatchObject({
      LoaiDoiTuong: 0,
      IdDoiTuong: 'VN-TECH-0000000002',
      ThongTinChiTiet: { SoDinhDanh: '031190000002' },
    })
    const [paper] = message.ThanhPhanHoSo[0].GiayToDinhKem
    const file = Buffer.from(await (await fetch(paper.DuongDan)).arrayBuffer())
    expect(createHash('sha256').update(file).digest('hex')).toBe(paper.HashTepTin)
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('is sent again with a new nonce until it is answered', async () => {
    const answers = [
      null,
      { status: 503, body: '{}' },
      { body: '<html>' },
      { body: '{"error_code":"0","maHoSo":"H24.12-261123-9002"}' },
    ]
    product.answerWith(() => answers.shift() ?? null)
    const { code } = await running.postJson('/_control/portal/file', request)
    expect(await settled(code)).toMatchObject({ state: 'taken', MaHoSo: 'H24.12-261123-9002' })
    const nonces = product.received.map(({ headers }) => headers['x-portal-nonce'])
    expect(new Set(nonces).size).toBe(4)
    expect(new Set(product.received.map(({ body }) => body)).size).toBe(1)
    expect(product.received.every(isSigned)).toBe(true)
  })

  it('ends when the agency refuses it, and shows why', async () => {
    product.answerWith(() => ({ status: 400, body: '{"error_code":"400","message":"Thiếu thông tin"}' }))
    const { code } = await running.postJson('/_control/portal/file', request)
    expect(await settled(code)).toMatchObject({ state: 'refused', MaHoSo: null })
    expect(product.received).toHaveLength(1)
    expect(await running.page(`/portal/ho-so-da-nop/${code}`)).toContain('Thiếu thông tin')
  })

  it('shows later statuses and the result', async () => {
    const ours = 'H24.12-261123-9003'
    product.answerWith(() => ({ body: JSON.stringify({ error_code: '0', maHoSo: ours }) }))
    const { code } = await running.postJson('/_control/portal/file', request)
    await settled(code)
    const portal = await portalClient(running)
    for (const [index, status] of ['2', '4', '9'].entries()) {
      await (index === 0 ? portal.add : portal.update)(received(ours, { TrangThaiHoSo: status, ThongTinKhac: code }))
    }
    await portal.update(returned(ours, { ThongTinKhac: code }))
    const page = await running.page(`/portal/ho-so-da-nop/${code}`)
    expect(page).toContain('10 – Đã trả kết quả')
    expect(page).toContain('https://mocua.demo/kq')
  })

  it('can be made on the page, with a file', async () => {
    expect(await running.page('/portal/nop-ho-so?maTTHC=1.001193')).toContain('Đăng ký khai sinh')
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...request, answers: '{"a":1}' })) form.set(name, value)
    form.set('paper', new File(['%PDF-1.7 nothing'], 'giấy đề nghị.pdf', { type: 'application/pdf' }))
    const answer = await fetch(`${running.url}/portal/nop-ho-so`, { method: 'POST', body: form, redirect: 'manual' })
    expect(answer.status).toBe(303)
    const page = answer.headers.get('location') ?? ''
    await settled(page.split('/').at(-1) ?? '')
    const message = JSON.parse(product.received[0]?.body ?? '')
    expect(message.DuLieuBieuMau).toEqual({ a: 1 })
    expect(message.ThanhPhanHoSo[0].GiayToDinhKem[0].TenGiayTo).toBe('giấy đề nghị.pdf')
    expect(await running.page(page)).toContain('H24.12-261123-9001')
  })

  it('says what is wrong with the form and keeps what was typed', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...request, answers: '{broken' })) form.set(name, value)
    const answer = await fetch(`${running.url}/portal/nop-ho-so`, { method: 'POST', body: form })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('role="alert"')
    expect(page).toContain('{broken')
    expect(product.received).toEqual([])
  })

  it('can be sent again by order: unchanged, replayed, forged, stale, altered', async () => {
    const { code } = await running.postJson('/_control/portal/file', request)
    await settled(code)
    const original = product.received[0]?.body
    const send = async (mode: string, times = 1) => {
      product.received.length = 0
      const { answers } = await running.postJson('/_control/portal/resend', { maHoSo: code, mode, times })
      expect(answers).toHaveLength(times)
      return product.received
    }
    expect((await send('again')).map(({ body }) => body)).toEqual([original])
    expect(new Set((await send('sameNonce', 3)).map(({ headers }) => headers['x-portal-nonce'])).size).toBe(1)
    expect((await send('badSignature')).map(isSigned)).toEqual([false])
    const [stale] = await send('oldTimestamp')
    expect(Date.now() - Date.parse(String(stale?.headers['x-portal-timestamp']))).toBeGreaterThan(3_000_000)
    expect(stale && isSigned(stale)).toBe(true)
    expect((await send('otherBody')).map(({ body }) => body)).not.toEqual([original])
  })

  it('is refused for a person or procedure that does not exist', async () => {
    expect((await running.post('/_control/portal/file', { ...request, soDinhDanh: '1' })).status).toBe(400)
    expect((await running.post('/_control/portal/file', { ...request, maTTHC: '1' })).status).toBe(400)
  })

  it('goes on after a kill', async () => {
    product.answerWith(() => null)
    const { code } = await running.postJson('/_control/portal/file', request)
    await eventually(async () => product.received.length > 0)
    await running.kill()
    product.answerWith(() => ({ body: '{"error_code":"0","maHoSo":"H24.12-261123-9004"}' }))
    await running.start()
    expect(await settled(code)).toMatchObject({ state: 'taken', MaHoSo: 'H24.12-261123-9004' })
  })
})
