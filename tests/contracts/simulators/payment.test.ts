import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anInit, asking, confirmHash } from './payment-messages.ts'
import { eventually, type Simulators, secrets, simulators, standIn } from './running.ts'

let product: Awaited<ReturnType<typeof standIn>>
let running: Simulators

const acknowledged = () => ({
  body: JSON.stringify({
    MaLoi: '00',
    MoTaLoi: 'OK',
    MaDoiTac: secrets.PAYMENT_PARTNER,
    MaThamChieu: '',
    ThoiGianGD: '',
    MaXacThuc: '',
  }),
})

beforeAll(async () => {
  product = await standIn()
  running = await simulators(product.url)
})
beforeEach(() => product.answerWith(acknowledged))
afterAll(async () => {
  await running.remove()
  product.close()
})

async function begun(changes: Record<string, unknown> = {}) {
  const init = anInit(changes)
  const answer = await running.postJson('/payment/init', init)
  expect(answer.error_code, answer.message).toBe('0')
  return { reference: init.MaThamChieu, url: String(JSON.parse(answer.message).UrlThanhToan) }
}

const query = (reference: string) => running.postJson('/payment/query', asking('QUERY', reference))
const press = (url: string, outcome: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
const transaction = async (reference: string) =>
  (await running.received('payment')).transactions.find((one: { reference: string }) => one.reference === reference)

describe('paying on the page of the platform', () => {
  it('goes from INIT over the page to the confirm message, and back', async () => {
    const { reference, url } = await begun()
    const page = await (await fetch(url)).text()
    expect(page).toContain('100.000 đồng')
    expect(page).toContain('UBND phường Gia Viên')
    expect(await query(reference)).toMatchObject({ MaLoi: '01', TrangThaiGD: '0' })
    const answer = await press(url, 'paid')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`${product.url}/payment/return?ref=${reference}`)
    expect(product.received).toHaveLength(1)
    const [call] = product.received
    const confirm = JSON.parse(call?.body ?? '')
    expect(call?.path).toBe('/api/payment/confirm')
    expect(confirm).toMatchObject({
      LoaiBanTin: 'CONFIRM',
      MaLoi: '00',
      MaThamChieu: reference,
      SoTien: '100000',
      MaTienTe: 'VND',
    })
    expect(confirm.MaXacThuc).toBe(confirmHash(confirm))
    const asked = await query(reference)
    expect(asked).toMatchObject({ LoaiBanTin: 'QUERY', MaLoi: '00', TrangThaiGD: '1', MaGiaoDich: confirm.MaGiaoDich })
    expect(asked.MaXacThuc).toBe(confirmHash(asked, 'QUERY'))
    expect(await transaction(reference)).toMatchObject({ state: 'paid', told: 'acknowledged' })
    expect(await running.page('/payment')).toContain('đối tác đã xác nhận')
  })

  it('tells a cancelled payment, and a second click changes nothing', async () => {
    const { reference, url } = await begun()
    await press(url, 'cancelled')
    const again = await press(url, 'paid')
    expect(again.headers.get('location')).toContain(reference)
    expect(product.received.map(({ body }) => JSON.parse(body).MaLoi)).toEqual(['24'])
    expect(await query(reference)).toMatchObject({ MaLoi: '24', TrangThaiGD: '2' })
    expect(await (await fetch(url)).text()).toContain('Đã hủy')
  })

  it('leaves a payment hanging', async () => {
    const { reference, url } = await begun()
    expect((await press(url, 'pending')).status).toBe(303)
    expect(product.received).toEqual([])
    expect(await query(reference)).toMatchObject({ TrangThaiGD: '0' })
  })

  it('repeats the confirm message until it is answered, over a kill as well', async () => {
    const { reference } = await begun()
    product.answerWith(() => ({ status: 503, body: 'down' }))
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })
    await eventually(async () => product.received.length >= 2)
    await running.kill()
    product.answerWith(acknowledged)
    await running.start()
    await eventually(async () => (await transaction(reference)).told === 'acknowledged')
    expect(await query(reference)).toMatchObject({ TrangThaiGD: '1' })
  })

  it('repeats it when the partner says: not now', async () => {
    const { reference } = await begun()
    const answers = [{ body: '{"MaLoi":"99"}' }, acknowledged()]
    product.answerWith(() => answers.shift() ?? null)
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })
    await eventually(async () => (await transaction(reference)).told === 'acknowledged')
    expect(product.received).toHaveLength(2)
  })

  it('ends when the partner does not accept it', async () => {
    const { reference } = await begun()
    product.answerWith(() => ({ body: '{"MaLoi":"03","MoTaLoi":"Số tiền không khớp"}' }))
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })
    expect(await transaction(reference)).toMatchObject({ state: 'paid', told: 'refused' })
  })

  it('gives a bill as PDF for a paid one only', async () => {
    const { reference } = await begun()
    expect(await running.postJson('/payment/get-bill', asking('GET_BILL', reference))).toMatchObject({ MaLoi: '08' })
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })
    const answer = await running.post('/payment/get-bill', asking('GET_BILL', reference))
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1])
    expect(pdf.slice(start, start + 4)).toBe('xref')
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
    expect(offsets.every((offset, index) => pdf.startsWith(`${index + 1} 0 obj`, offset))).toBe(true)
  })
})

describe('callbacks by order', () => {
  it('can be lost', async () => {
    const { reference } = await begun()
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid', callback: false })
    expect(product.received).toEqual([])
    expect(await query(reference)).toMatchObject({ TrangThaiGD: '1' })
  })

  it('can be repeated many times at once', async () => {
    const { reference } = await begun()
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })
    const { answers } = await running.postJson('/_control/payment/callback', { maThamChieu: reference, times: 20 })
    expect(answers).toHaveLength(20)
    expect(new Set(product.received.map(({ body }) => body)).size).toBe(1)
  })

  it('can be forged in four ways', async () => {
    const { reference } = await begun()
    const forged = async (forge: string) => {
      product.received.length = 0
      await running.postJson('/_control/payment/callback', { maThamChieu: reference, forge, times: 1 })
      return JSON.parse(product.received[0]?.body ?? '')
    }
    const wrongHash = await forged('hash')
    expect(wrongHash.MaXacThuc).not.toBe(confirmHash(wrongHash))
    const wrongAmount = await forged('amount')
    expect(wrongAmount).toMatchObject({ SoTien: '101000', MaLoi: '00', MaXacThuc: confirmHash(wrongAmount) })
    const unknown = await forged('unknown')
    expect(unknown).toMatchObject({ MaThamChieu: `${reference}x`, MaXacThuc: confirmHash(unknown) })
    expect((await forged('partner')).MaDoiTac).not.toBe(secrets.PAYMENT_PARTNER)
    expect(await transaction(reference)).toMatchObject({ state: 'pending', told: 'no' })
    expect((await running.post('/_control/payment/callback', { maThamChieu: reference })).status).toBe(409)
  })
})

describe('the platform refuses', () => {
  const cases: [string, string, () => unknown][] = [
    ['a body that is not JSON', '01', () => '{'],
    ['another kind of message', '09', () => ({ ...anInit(), LoaiBanTin: 'PAY' })],
    ['another version', '02', () => anInit({ PhienBan: '1.0.5' })],
    ['another currency', '02', () => anInit({ MaTienTe: 'USD' })],
    ['a missing field of the receipt', '02', () => anInit({}, { TenDonVi: undefined })],
    ['a procedure name longer than 250 characters', '02', () => anInit({}, { TenTTHC: 'x'.repeat(251) })],
    ['an amount that is not whole đồng', '02', () => anInit({ SoTien: '100000.5' })],
    ['an amount of zero', '02', () => anInit({ SoTien: '0' })],
    ['a time of no clock', '02', () => anInit({ ThoiGianGD: '20261123250000' })],
    ['an address that is none', '02', () => anInit({ Ip: 'localhost' })],
    ['a reference with other signs', '02', () => anInit({ MaThamChieu: 'dvc-1' })],
    ['an unknown partner', '03', () => anInit({ MaDoiTac: 'OTHER' })],
    ['a wrong hash', '04', () => ({ ...anInit(), MaXacThuc: 'f'.repeat(64) })],
    [
      'an upper-case hash',
      '04',
      () => {
        const init = anInit()
        return { ...init, MaXacThuc: String(init.MaXacThuc).toUpperCase() }
      },
    ],
    ['a body changed after signing', '04', () => ({ ...anInit(), SoTien: '1000' })],
    ['items that do not add up', '06', () => anInit({}, { DSKhoanNop: [{ NoiDung: 'Lệ phí', SoTien: '90000' }] })],
  ]
  it.each(cases)('%s', async (_name, code, message) => {
    const answer = await running.postJson('/payment/init', message())
    expect(answer.error_code, answer.message).toBe(code)
    expect((await running.received('payment')).refused.at(-1)).toMatchObject({ code, message: 'INIT' })
  })

  it('a reference that was used', async () => {
    const init = anInit()
    expect(await running.postJson('/payment/init', init)).toMatchObject({ error_code: '0' })
    expect(await running.postJson('/payment/init', init)).toMatchObject({ error_code: '05' })
  })

  it('a question about an unknown reference, or one with a wrong hash', async () => {
    expect(await query('dvcnothing')).toMatchObject({ MaLoi: '07' })
    const { reference } = await begun()
    expect(await running.postJson('/payment/query', asking('QUERY', reference, { MaXacThuc: 'x' }))).toMatchObject({
      MaLoi: '04',
    })
  })

  it('settling twice, and an unknown payment link', async () => {
    const { reference } = await begun()
    await running.postJson('/_control/payment/pay', { maThamChieu: reference, outcome: 'cancelled' })
    expect((await running.post('/_control/payment/pay', { maThamChieu: reference, outcome: 'paid' })).status).toBe(409)
    expect((await fetch(`${running.url}/payment/pay/unknown`)).status).toBe(404)
  })
})
