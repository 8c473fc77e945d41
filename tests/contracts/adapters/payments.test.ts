import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { ourPlatform } from '#server/modules/payment/our-platform.ts'
import { paymentStatus } from '#server/modules/payment/payment-status.ts'
import { reconcilePayments } from '#server/modules/payment/reconcile-payments.ts'
import { startPayment } from '#server/modules/payment/start-payment.ts'
import { takeCash } from '#server/modules/payment/take-cash.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { moveClock, startPartners } from './partners.ts'

const partners = await startPartners()
afterAll(() => partners.close())

interface Answers {
  answers: { kind: string; status: number; body: Record<string, string> }[]
}
const pay = (maThamChieu: string, more: Record<string, unknown> = {}) =>
  partners.control('payment/pay', { maThamChieu, outcome: 'paid', ...more })
const callback = (maThamChieu: string, more: Record<string, unknown> = {}) =>
  partners.control<Answers>('payment/callback', { maThamChieu, ...more })

const feeIdsOf = async (actor: CitizenActor, code: string) =>
  (await as(actor).dossier.get({ code })).feeItems.map(({ feeId }) => feeId)

async function started() {
  const person = await citizen()
  const { code } = await filedBusiness(person)
  const feeIds = await feeIdsOf(person, code)
  const { reference, payUrl } = await startPayment(person, { code, requestId: randomUUID(), feeIds }, '127.0.0.1')
  return { person, code, feeIds, reference, payUrl }
}
const moneyOf = async (code: string) => {
  const [row] = await asOwner<{ paid: number; receipts: number; events: number; shellState: string }>(
    `SELECT (SELECT count(*)::int FROM "Payment" p WHERE p."dossierId" = l.id AND p.status = 'SUCCEEDED') AS paid,
       (SELECT count(*)::int FROM "PaymentReceipt" r WHERE r."dossierId" = l.id) AS receipts,
       (SELECT count(*)::int FROM "DossierEvent" e WHERE e."dossierId" = l.id AND e.type = 'FEE_SETTLED') AS events,
       (SELECT d."shellState" FROM "Dossier" d WHERE d.id = l.id) AS "shellState"
     FROM "DossierLocator" l WHERE l.code = $1`,
    [code],
  )
  return row
}

describe('paying online', () => {
  it('settles the fee when the platform confirms, with one receipt', async () => {
    const { person, code, reference, payUrl } = await started()
    expect(payUrl).toContain(partners.simUrl)
    expect(await paymentStatus(person, { reference })).toMatchObject({ status: 'PENDING', code })
    await pay(reference)
    expect(await paymentStatus(person, { reference })).toMatchObject({ status: 'SUCCEEDED', code })
    expect(await moneyOf(code)).toEqual({ paid: 1, receipts: 1, events: 1, shellState: 'arrived' })
  })

  it('gives the same page to two clicks at once and to a later one', async () => {
    const person = await citizen()
    const { code } = await filedBusiness(person)
    const feeIds = await feeIdsOf(person, code)
    const start = () => startPayment(person, { code, requestId: randomUUID(), feeIds }, '127.0.0.1')
    const [first, second] = await Promise.all([start(), start()])
    expect(second).toEqual(first)
    expect(await start()).toEqual(first)
  })

  it('takes a hundred copies of one confirm message as one, each with the same answer', async () => {
    const { code, reference } = await started()
    await pay(reference, { callback: false })
    const { answers } = await callback(reference, { times: 100 })
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.MaLoi}`))).toEqual(new Set(['200 00']))
    expect(await moneyOf(code)).toEqual({ paid: 1, receipts: 1, events: 1, shellState: 'arrived' })
  })

  it.each([
    ['hash', 401, '04'],
    ['amount', 409, '03'],
    ['unknown', 404, '02'],
    ['partner', 403, '05'],
  ])('refuses a confirm message with a wrong %s, and nothing changes', async (forge, status, MaLoi) => {
    const { person, code, reference } = await started()
    const { answers } = await callback(reference, { forge })
    expect(answers).toMatchObject([{ status, body: { MaLoi } }])
    expect(await moneyOf(code)).toEqual({ paid: 0, receipts: 0, events: 0, shellState: 'awaitingFee' })
    expect(await paymentStatus(person, { reference })).toMatchObject({ status: 'PENDING' })
  })

  it('finds in one turn what nobody told us', async () => {
    const { code, reference } = await started()
    await pay(reference, { callback: false })
    expect(await moneyOf(code)).toMatchObject({ paid: 0 })
    await moveClock(2 * 60_000)
    await reconcilePayments()
    await moveClock(0)
    expect(await moneyOf(code)).toEqual({ paid: 1, receipts: 1, events: 1, shellState: 'arrived' })
    const { answers } = await callback(reference)
    expect(answers).toMatchObject([{ status: 200, body: { MaLoi: '00' } }])
    expect(await moneyOf(code)).toMatchObject({ paid: 1, receipts: 1, events: 1 })
  })

  it('has the electronic receipt of the platform for what was paid, and nothing else', async () => {
    const { reference } = await started()
    const context = { signal: AbortSignal.timeout(10_000), note: async () => undefined }
    await expect(ourPlatform().bill(reference, new Date(), context)).rejects.toMatchObject({ name: 'PartnerFault' })
    await pay(reference)
    const bytes = await ourPlatform().bill(reference, new Date(), context)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  it('lets the payer try again after giving up', async () => {
    const { person, code, feeIds, reference } = await started()
    await partners.control('payment/pay', { maThamChieu: reference, outcome: 'cancelled' })
    expect(await paymentStatus(person, { reference })).toMatchObject({ status: 'CANCELLED' })
    const again = await startPayment(person, { code, requestId: randomUUID(), feeIds }, '127.0.0.1')
    expect(again.reference).not.toBe(reference)
    await pay(again.reference)
    expect(await moneyOf(code)).toMatchObject({ paid: 1, shellState: 'arrived' })
  })

  it('keeps money that comes after the end as a refund', async () => {
    const { person, code, reference } = await started()
    await as(person).dossier.withdraw({ code, requestId: randomUUID(), reason: 'Không còn nhu cầu đăng ký nữa' })
    await pay(reference)
    expect(await paymentStatus(person, { reference })).toMatchObject({ status: 'SUCCEEDED', isRefundDue: true })
    expect(await moneyOf(code)).toMatchObject({ paid: 0, receipts: 0, shellState: 'withdrawn' })
    const [dossier] = await asOwner<{ refunds: unknown[] }>(
      `SELECT d.state -> 'context' -> 'refunds' AS refunds FROM "Dossier" d WHERE d.code = $1`,
      [code],
    )
    expect(dossier?.refunds).toHaveLength(1)
  })

  it('says that the platform is away, and that a fee is paid', async () => {
    const { person, code, feeIds, reference } = await started()
    await pay(reference)
    const start = () => startPayment(person, { code, requestId: randomUUID(), feeIds }, '127.0.0.1')
    await expect(start()).rejects.toMatchObject({ code: 'PAYMENT_ALREADY_SETTLED' })
    const other = await citizen()
    const filed = await filedBusiness(other)
    await partners.fault('payment', { kind: 'http500', count: 1, only: 'INIT' })
    await expect(
      startPayment(other, { code: filed.code, requestId: randomUUID(), feeIds: await feeIdsOf(other, filed.code) }, '127.0.0.1'),
    ).rejects.toMatchObject({ code: 'PARTNER_UNAVAILABLE' })
  })

  it('is nothing for strangers', async () => {
    const { code, feeIds, reference } = await started()
    const stranger = await citizen()
    await expect(startPayment(stranger, { code, requestId: randomUUID(), feeIds }, '127.0.0.1')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(paymentStatus(stranger, { reference })).rejects.toMatchObject({ code: 'PAYMENT_UNKNOWN' })
  })
})

describe('paying in cash', () => {
  it('settles the fees with receipts, the same for a repeated request', async () => {
    const person = await citizen()
    const { code } = await filedBusiness(person)
    const input = { code, requestId: randomUUID(), feeIds: await feeIdsOf(person, code) }
    const desk = await staff('desk')
    const taken = await takeCash(desk, input)
    expect(taken.receipts).toHaveLength(1)
    expect(await takeCash(desk, input)).toEqual(taken)
    expect(await moneyOf(code)).toEqual({ paid: 1, receipts: 1, events: 1, shellState: 'arrived' })
    await expect(takeCash(desk, { ...input, requestId: randomUUID() })).rejects.toMatchObject({ code: 'PAYMENT_ALREADY_SETTLED' })
  })

  it('makes the payment on the platform a refund when both come', async () => {
    const { person, code, feeIds, reference } = await started()
    await takeCash(await staff('accountant'), { code, requestId: randomUUID(), feeIds })
    await pay(reference)
    expect(await paymentStatus(person, { reference })).toMatchObject({ isRefundDue: true })
    expect(await moneyOf(code)).toMatchObject({ paid: 1, receipts: 1, events: 1 })
  })

  it('is not for the neighbour commune', async () => {
    const person = await citizen()
    const { code } = await filedBusiness(person)
    const input = { code, requestId: randomUUID(), feeIds: await feeIdsOf(person, code) }
    await expect(takeCash(await staff('desk', 'xa-b'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
