import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { StaffActor } from '#server/modules/account/actor.ts'
import { arrivedBusiness, completed, filedBusiness, settledFees, throughProcessing } from '#tests/builders/dossiers.ts'
import { beginAtDesk, COPY } from '#tests/builders/drafts.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const copyAnswers = { documentName: 'Bằng tốt nghiệp đại học', pageCount: 5, copyCount: 2, copyKind: 'paper', laterAgreed: false }
const papers = (originalSeen: boolean) => [
  { code: 'ban-chinh', originals: 0, certified: 0, copies: 0, originalSeen },
  { code: 'ban-sao', originals: 0, certified: 0, copies: 2, originalSeen: false },
]

async function copyDraft(desk: StaffActor, answers: Record<string, unknown> = {}) {
  const draftId = await beginAtDesk(desk, COPY)
  const { revision } = await as(desk).draft.get({ id: draftId })
  await as(desk).draft.save({ id: draftId, revision, answers: { ...copyAnswers, ...answers } })
  return draftId
}
async function copyFiled(desk: StaffActor, answers?: Record<string, unknown>) {
  const draftId = await copyDraft(desk, answers)
  const filed = await as(desk).desk.submit({ draftId, requestId: randomUUID(), papers: papers(true), resultWay: 'DESK' })
  return String(filed.code)
}

describe('filing at the counter', () => {
  it('opens, accepts and hands over in one press, with the fee by pages and copies', async () => {
    const desk = await staff('desk')
    const code = await copyFiled(desk)
    const view = await as(desk).dossier.get({ code })
    expect(view).toMatchObject({ shellState: 'processing', nationalCode: 4, source: 'DESK' })
    // (2 × 2.000 + 3 × 1.000) × 2 copies
    expect(view.fees.owedVnd).toBe(14_000)
    expect(view.timeline.map(({ type }) => type)).toEqual(['HAND_OVER', 'ACCEPT', 'OPEN'])
    expect(view.papers.find(({ code: paper }) => paper === 'ban-chinh')?.originalSeenAt).toMatch(/^20/)
  })

  it('stops each copy at 200.000 đồng', async () => {
    const desk = await staff('desk')
    const code = await copyFiled(desk, { pageCount: 300, copyCount: 3 })
    expect((await as(desk).dossier.get({ code })).fees.owedVnd).toBe(600_000)
  })

  it('is refused while nobody has seen the original, and nothing is opened', async () => {
    const desk = await staff('desk')
    const draftId = await copyDraft(desk)
    const given = { draftId, requestId: randomUUID(), resultWay: 'DESK' as const }
    await expect(as(desk).desk.submit({ ...given, papers: papers(false) })).rejects.toMatchObject({
      message: expect.stringMatching(/PAPERS_MISSING|ORIGINALS_NOT_SEEN/),
    })
    expect((await as(desk).draft.get({ id: draftId })).submitted).toBeNull()
  })

  it('is refused with an unfinished form, naming each field', async () => {
    const desk = await staff('desk')
    const draftId = await copyDraft(desk, { pageCount: null })
    await expect(
      as(desk).desk.submit({ draftId, requestId: randomUUID(), papers: papers(true), resultWay: 'DESK' }),
    ).rejects.toMatchObject({ message: 'FORM_INVALID', cause: { details: { issues: [{ path: 'pageCount' }] } } })
  })

  it('opens one dossier however often it is pressed', async () => {
    const desk = await staff('desk')
    const draftId = await copyDraft(desk)
    const given = { draftId, requestId: randomUUID(), papers: papers(true), resultWay: 'DESK' as const }
    const pressed = await Promise.all([as(desk).desk.submit(given), as(desk).desk.submit(given), as(desk).desk.submit(given)])
    expect(new Set(pressed.map(({ code }) => code)).size).toBe(1)
    await expect(as(desk).desk.submit({ ...given, requestId: randomUUID() })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
  })
})

describe('cash at the counter', () => {
  it('gives a receipt, once', async () => {
    const desk = await staff('desk')
    const code = await copyFiled(desk)
    const given = { code, requestId: randomUUID(), feeIds: ['phi-chung-thuc-ban-sao'] }
    const first = await as(desk).payment.takeCash(given)
    expect(await as(desk).payment.takeCash(given)).toEqual(first)
    const view = await as(desk).dossier.get({ code })
    expect(view.receipts).toMatchObject([{ amountVnd: 14_000, kindOfMoney: 'PHI' }])
    expect(view.fees).toEqual({ owedVnd: 0, settledVnd: 14_000 })
    await expect(as(desk).payment.takeCash({ ...given, requestId: randomUUID() })).rejects.toMatchObject({
      message: 'PAYMENT_ALREADY_SETTLED',
    })
  })

  it('comes before the result leaves the house', async () => {
    const desk = await staff('desk')
    const code = await copyFiled(desk)
    const [officer, leader, clerk] = [await staff('officer'), await staff('leader'), await staff('clerk')]
    await completed(officer, code, 'match')
    await completed(leader, code, 'granted')
    await completed(clerk, code, 'issued')
    const given = { code, requestId: randomUUID(), receiverName: 'Nguyễn Thị Hoa', originalsReturned: true }
    await expect(as(desk).desk.returnResult(given)).rejects.toMatchObject({ message: 'FEES_NOT_SETTLED' })
    await as(desk).payment.takeCash({ code, requestId: randomUUID(), feeIds: ['phi-chung-thuc-ban-sao'] })
    await as(desk).desk.returnResult({ ...given, requestId: randomUUID() })
    expect(await as(desk).dossier.get({ code })).toMatchObject({ shellState: 'returned', nationalCode: 10 })
  })
})

describe('the desk and an arrival', () => {
  it('asks for a supplement before intake; the answer brings it back with a new intake clock', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const desk = await staff('desk')
    await as(desk).work.requestSupplement({
      code,
      requestId: randomUUID(),
      reason: 'Ngành, nghề ghi chưa rõ, cần ghi lại',
      items: [{ paperCode: null, fieldId: 'businessName', note: 'Ghi đầy đủ tên' }],
    })
    const asked = await as(person).dossier.get({ code })
    expect(asked).toMatchObject({ shellState: 'supplementBeforeIntake', nationalCode: 5, holder: { kind: 'APPLICANT' } })
    const supplementId = asked.supplements[0]?.id ?? ''
    await expect(
      as(person).dossier.supply({ code, requestId: randomUUID(), supplementId, answers: { capitalVnd: 1 } }),
    ).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    await as(person).dossier.supply({
      code,
      requestId: randomUUID(),
      supplementId,
      answers: { businessName: 'Cà phê Lạch Tray' },
    })
    expect(await as(person).dossier.get({ code })).toMatchObject({ shellState: 'arrived', due: { kind: 'INTAKE' } })
  })

  it('refuses with a reason that the applicant reads', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const reason = 'Người đăng ký đang là chủ hộ kinh doanh khác tại phường'
    await as(await staff('desk')).desk.refuseIntake({ code, requestId: randomUUID(), reasonCode: 'other', reason })
    const view = await as(person).dossier.get({ code })
    expect(view).toMatchObject({ shellState: 'refused', nationalCode: 3 })
    expect(view.timeline[0]).toMatchObject({ type: 'REFUSE_INTAKE', reason })
    expect((await as(person).dossier.track({ code, secret: view.lookupSecret })).timeline[0]?.reason).toBeNull()
  })

  it('is not asked before the fee is paid; whoever takes it back then is done', async () => {
    const person = await citizen()
    const { code } = await filedBusiness(person)
    await expect(as(await staff('desk')).desk.accept({ code, requestId: randomUUID(), papers: [] })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
    await as(person).dossier.withdraw({ code, requestId: randomUUID(), reason: 'Tôi chưa muốn đăng ký nữa' })
    expect(await as(person).dossier.get({ code })).toMatchObject({ shellState: 'withdrawn', nationalCode: 7 })
    await settledFees(code).catch((error: Error) => expect(error.message).toMatch(/FEE_SETTLED|owes nothing/))
  })
})

describe('the result', () => {
  it('is not shown to the applicant before it is ready', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const desk = await staff('desk')
    await as(desk).desk.accept({ code, requestId: randomUUID(), papers: [] })
    await as(desk).desk.handOver({ code, requestId: randomUUID() })
    const officer = await staff('officer')
    await completed(officer, code, 'eligible')
    await completed(officer, code, 'codeIssued', { data: { taxCode: '0201234567' } })
    await completed(officer, code, 'forward')
    await completed(await staff('leader'), code, 'granted')
    expect((await as(person).dossier.get({ code })).decision).toBeNull()
  })

  it('four eyes: whoever examined it cannot sign it, and a step cannot be skipped', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const desk = await staff('desk')
    await as(desk).desk.accept({ code, requestId: randomUUID(), papers: [] })
    await as(desk).desk.handOver({ code, requestId: randomUUID() })
    const leader = await staff('leader')
    await expect(
      as(leader).work.completeStep({ code, workId: 'sign#1', requestId: randomUUID(), outcome: 'granted' }),
    ).rejects.toThrow()
    await expect(
      as(await staff('officer')).work.completeStep({
        code,
        workId: 'check#1',
        requestId: randomUUID(),
        outcome: 'proposeRefuse',
      }),
    ).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    await throughProcessing(code)
  })
})
