import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { textOfPdf } from '#server/modules/document/pdf-text.test-support.ts'
import { arrivedBusiness, filedBusiness, processingBusiness, throughProcessing } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { deliveredAll, type Held, outboxOf, startPartners, until } from './partners.ts'

const partners = await startPartners()
const worker = await partners.startWorker()
afterAll(() => partners.close())

const heldBy = (code: string) => partners.control<Held>(`portal/received?dossier=${code}`)

describe('the worker', () => {
  it('shows by a live connection that it is there', async () => {
    const alive = await until(
      () => asOwner(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'mocua-worker' AND datname = current_database()`),
      (rows) => rows.length > 0,
    )
    expect(alive).toHaveLength(1)
  })

  it('tells portal and applicant of a filing', async () => {
    const { code } = await filedBusiness(await citizen())
    await deliveredAll(code)
    expect((await heldBy(code)).dossier).toMatchObject({ status: '1', applied: 1 })
    const mails = await partners.control<{ mails: { subject: string; to: string }[] }>('mail/received')
    expect(JSON.stringify(mails)).toContain(code)
  })

  it('reports a whole life in order, with receipt form and result as papers that the portal can fetch', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    await throughProcessing(code)
    const desk = await staff('desk')
    await until(
      () => outboxOf(code),
      (lines) => lines.some(({ target, status }) => target === 'RESULT' && status === 'DELIVERED'),
    )
    await as(desk).desk.returnResult({ code, requestId: randomUUID(), receiverName: 'Trần Văn Thử', originalsReturned: true })
    await deliveredAll(code)
    const { dossier, refused } = await heldBy(code)
    expect(refused).toEqual([])
    expect(dossier?.history.map(({ status }) => status)).toEqual(['1', '2', '4', '9', '10'])
    expect(dossier?.deliveries).toBe(dossier?.applied)
    const results = dossier?.latest.DanhSachGiayToKetQua as { DuongDanTepTinKetQua: string }[]
    const file = await fetch(results[0]?.DuongDanTepTinKetQua ?? '')
    expect(file.status).toBe(200)
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const { documents } = await as(person).dossier.get({ code })
    expect(documents.map(({ form }) => form).sort()).toEqual(['MAU_01', 'PAYMENT_RECEIPT', 'RESULT'])
  })

  it('makes a control sheet at each hand-over between desk and offices, which the applicant does not see', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    await throughProcessing(code)
    await deliveredAll(code)
    const desk = await staff('desk')
    const sheets = (await as(desk).dossier.get({ code })).documents.filter(({ form }) => form === 'MAU_06')
    expect(sheets).toHaveLength(2)
    const last = sheets.toSorted((a, b) => a.issuedAt.localeCompare(b.issuedAt)).at(-1)
    const paper = await as(desk).document.open({ code, id: String(last?.id) })
    const text = textOfPdf(new Uint8Array(await new Response(await paper.read()).arrayBuffer())).replaceAll(/\s+/g, ' ')
    for (const said of ['Bộ phận Một cửa', 'Văn thư', 'đúng hạn', (await staff('clerk')).fullName]) expect(text).toContain(said)
    await expect(as(person).document.open({ code, id: String(last?.id) })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('makes the papers of refusal and supplement', async () => {
    const desk = await staff('desk')
    const refused = await arrivedBusiness(await citizen())
    await as(desk).desk.refuseIntake({
      code: refused.code,
      requestId: randomUUID(),
      reasonCode: 'other',
      reason: 'Người đăng ký đang là chủ hộ kinh doanh khác',
    })
    await deliveredAll(refused.code)
    const asked = await arrivedBusiness(await citizen())
    await as(desk).work.requestSupplement({
      code: asked.code,
      requestId: randomUUID(),
      items: [{ paperCode: null, fieldId: 'businessName', note: 'Tên trùng với hộ đã đăng ký' }],
      reason: 'Tên hộ kinh doanh trùng với một hộ trong cùng phường',
    })
    await deliveredAll(asked.code)
    const forms = await asOwner<{ code: string; form: string }>(
      `SELECT l.code, i.form FROM "IssuedDocument" i JOIN "DossierLocator" l ON l.id = i."dossierId" WHERE l.code = ANY ($1) AND i.form LIKE 'MAU%' ORDER BY i.form`,
      [[refused.code, asked.code]],
    )
    expect(forms).toEqual([
      { code: asked.code, form: 'MAU_02' },
      { code: refused.code, form: 'MAU_03' },
    ])
  })

  it('ends in order when asked to', async () => {
    expect(await worker.kill('SIGTERM')).toBe(0)
  })
})
