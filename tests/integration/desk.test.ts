import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { StaffActor } from '#server/modules/account/actor.ts'
import { arrivedBusiness, completed, filedBusiness, settledFees, throughProcessing } from '#tests/builders/dossiers.ts'
import { beginAtDesk, COPY } from '#tests/builders/drafts.ts'
import { faultsAt } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
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

describe('filing at the counter for somebody else', () => {
  const applicant = { fullName: 'Nguyễn Thị Hoa', personalId: '031190000002', phone: '0901000002' }
  const person = { kind: 'PERSON' as const, fullName: 'Lê Thị Cụ Bà', personalId: '031150000777', right: 'AUTHORISED' as const }
  const started = async (owner: object) =>
    (
      await as(await staff('desk')).draft.start({
        procedureCode: COPY,
        agencyId: 'xa-a',
        source: 'DESK',
        applicant,
        owner,
      } as never)
    ).id
  async function filedFor(owner: object, more: ReturnType<typeof papers> = []) {
    const desk = await staff('desk')
    const draftId = await started(owner)
    const { revision } = await as(desk).draft.get({ id: draftId })
    await as(desk).draft.save({ id: draftId, revision, answers: copyAnswers })
    return as(desk).desk.submit({ draftId, requestId: randomUUID(), papers: [...papers(true), ...more], resultWay: 'DESK' })
  }
  const mandate = { code: 'giay-to-dai-dien', originals: 0, certified: 0, copies: 1, originalSeen: false }

  it('asks for the paper that says so, names both, and both are told', async () => {
    await expect(filedFor(person)).rejects.toMatchObject({ message: 'PAPERS_MISSING' })
    const desk = await staff('desk')
    const code = String((await filedFor(person, [mandate])).code)
    expect(await as(desk).dossier.get({ code })).toMatchObject({
      source: 'DESK',
      applicant: { fullName: 'Nguyễn Thị Hoa' },
      owner: { fullName: 'Lê Thị Cụ Bà' },
      right: { right: 'AUTHORISED', organisationId: null },
    })
    const { recipients } = await import('#server/modules/notification/send-notification.ts')
    const { letterFactsOf } = await import('#server/modules/notification/letter-facts.ts')
    const [row] = await asOwner<{ homeAgencyId: string; id: string }>(
      `SELECT "homeAgencyId", id FROM "Dossier" WHERE code = $1`,
      [code],
    )
    if (!row) throw new Error(code)
    const about = { homeAgencyId: row.homeAgencyId, dossierId: row.id, eventSeq: 1, createdAt: new Date() }
    const told = await recipients(about, 'applicant', (await letterFactsOf(about)).source, null)
    expect(told.map(({ who, name }) => [who, name])).toEqual([
      ['APPLICANT', 'Nguyễn Thị Hoa'],
      ['OWNER', 'Lê Thị Cụ Bà'],
    ])
    expect(await faultsAt(code)).toEqual([])
  })

  it('lets the owner with an account see it, and files for an organisation', async () => {
    const owner = await citizen({ fullName: 'Chủ Hồ Sơ' })
    const code = String(
      (await filedFor({ ...person, right: 'PARENT', fullName: 'Chủ Hồ Sơ', personalId: owner.personalId })).code,
    )
    expect((await as(owner).dossier.get({ code })).applicant?.fullName).toBe('Nguyễn Thị Hoa')
    const organisation = {
      kind: 'ORGANISATION',
      fullName: 'Công ty Bến Bính',
      organisationId: '0201999998',
      right: 'LEGAL_REPRESENTATIVE',
    }
    const second = String((await filedFor(organisation)).code)
    expect((await as(await staff('desk')).dossier.get({ code: second })).right).toEqual({
      right: 'LEGAL_REPRESENTATIVE',
      organisationId: '0201999998',
    })
  })

  it.each([
    ['the person at the counter again', { ...person, personalId: applicant.personalId }],
    ['a number of eleven digits', { ...person, personalId: '03115000077' }],
    ['no right', { ...person, right: '' }],
    ['the right of an organisation for a person', { ...person, right: 'LEGAL_REPRESENTATIVE' }],
  ])('refuses %s', async (_, owner) => {
    await expect(started(owner)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
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
