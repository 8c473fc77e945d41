import { describe, expect, it } from 'vitest'
import { actionsOf, done, faultsAt, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step, workingDays } from '#tests/builders/procedures.ts'

const base = (more: object = {}, stepMore: object = {}) =>
  procedure({ steps: [step('check', 'review', JUSTICE, [on('eligible', 'sign')], stepMore), ...ending], ...more })
const later = { newPromisedAt: '2027-03-01T03:00:00.000Z', reason: REASON }
const missing = { items: [{ paperCode: null, fieldId: 'matter', note: 'Ghi rõ việc gì' }], reason: REASON }

describe('what another person has to agree to', () => {
  it('an extension: the officer asks, the leader agrees, both stand in the history', async () => {
    const { code } = await running(base())
    const [officer, leader, head] = [await staff('officer'), await staff('leader'), await staff('head')]
    expect((await view(officer, code)).actions.find(({ action }) => action === 'extend')?.approver).toBe('leader')
    const before = (await view(officer, code)).due?.promisedAt
    const asked = { ...to(code), ...later }
    const { proposalId } = await as(officer).work.extend(asked)
    expect(proposalId).toBe(asked.requestId)
    expect((await as(officer).work.extend(asked)).proposalId).toBe(proposalId)
    expect((await view(officer, code)).due?.promisedAt).toBe(before)

    expect(await as(leader).work.proposals()).toMatchObject([{ code, action: 'extend', askedByName: 'Nguyễn Văn Khánh' }])
    expect(await as(head).work.proposals()).toEqual([])
    const given = { code, proposalId: String(proposalId) }
    await expect(as(head).work.approve({ ...to(code), ...given })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(officer).work.approve({ ...to(code), ...given })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    expect(await actionsOf(leader, code)).toContain('approve')
    const first = await as(leader).work.approve({ ...to(code), ...given })
    expect(await as(leader).work.approve({ ...to(code), ...given })).toEqual(first)

    const seen = await view(officer, code)
    expect(seen.due?.promisedAt).toBe(later.newPromisedAt)
    expect(seen.timeline.filter(({ type }) => type === 'EXTEND')).toMatchObject([
      { personVi: 'Nguyễn Văn Khánh', params: { approverVi: 'Vũ Hồng Quân' }, reason: REASON },
    ])
    expect(seen.proposals).toMatchObject([{ status: 'APPROVED', decidedByName: 'Vũ Hồng Quân' }])
    expect(await as(leader).work.proposals()).toEqual([])
    expect(await faultsAt(code)).toEqual([])
  })

  it('is refused with a reason, and nothing has changed', async () => {
    const { code } = await running(base())
    const [officer, leader] = [await staff('officer'), await staff('leader')]
    const { proposalId } = await as(officer).work.extend({ ...to(code), ...later })
    await as(leader).work.refuseProposal({ ...to(code), proposalId: String(proposalId), reason: 'Vẫn còn đủ thời gian' })
    const seen = await view(officer, code)
    expect(seen.proposals).toMatchObject([{ status: 'REFUSED', refusal: 'Vẫn còn đủ thời gian' }])
    expect(seen.timeline.map(({ type }) => type)).not.toContain('EXTEND')
    await expect(as(leader).work.approve({ ...to(code), proposalId: String(proposalId) })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
  })

  it('a pause, where the step wants it; elsewhere whoever does the step decides', async () => {
    const free = await running(base())
    const officer = await staff('officer')
    await as(officer).work.suspend({ ...to(free.code), basis: 'Căn cứ', reason: REASON })
    expect((await view(officer, free.code)).nationalCode).toBe(8)

    const { code } = await running(base({}, { pauseApprover: 'head' }))
    const { proposalId } = await as(officer).work.suspend({ ...to(code), basis: 'Căn cứ', reason: REASON })
    expect((await view(officer, code)).nationalCode).toBe(4)
    await as(await staff('head')).work.approve({ ...to(code), proposalId: String(proposalId) })
    expect((await view(officer, code)).nationalCode).toBe(8)
    await as(officer).work.resume(to(code))
    await done(officer, code, 'eligible')
    expect(await faultsAt(code)).toEqual([])
  })

  it('one supplement more than the version allows', async () => {
    const supplement = {
      max: 1,
      limit: workingDays(5),
      afterLimit: 'resume',
      clock: 'resume',
      basis: 'thiết kế',
      beyondApprover: 'leader',
    }
    const { code, person } = await running(base({ supplement }))
    const [officer, leader] = [await staff('officer'), await staff('leader')]
    const first = { ...to(code), ...missing }
    await as(officer).work.requestSupplement(first)
    await as(person).dossier.supply({ ...to(code), supplementId: first.requestId, answers: { matter: 'Việc khác' } })
    const second = { ...to(code), ...missing }
    const { proposalId } = await as(officer).work.requestSupplement(second)
    expect((await view(officer, code)).shellState).toBe('processing')
    await as(leader).work.approve({ ...to(code), proposalId: String(proposalId) })
    expect((await view(person, code)).supplements).toMatchObject([{ status: 'SUPPLIED' }, { status: 'OPEN', reason: REASON }])
    expect(await faultsAt(code)).toEqual([])
  })

  it('is not asked for what could not be done', async () => {
    const { code } = await running(base({ extension: { max: 0, basis: 'thiết kế' } }))
    const officer = await staff('officer')
    expect(await actionsOf(officer, code)).not.toContain('extend')
    await expect(as(officer).work.extend({ ...to(code), ...later })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
  })
})

describe('work that changes hands', () => {
  it('names who has it and who had it', async () => {
    const { code } = await running(base())
    const [head, officer, other] = [await staff('head'), await staff('officer'), await staff('officer-justice')]
    const workId = await workOf(officer, code)
    await as(head).work.assign({ ...to(code), workId, accountId: officer.id })
    await as(head).work.assign({ ...to(code), workId, accountId: other.id })
    const entries = (await view(head, code)).timeline.filter(({ type }) => type === 'ASSIGN')
    expect(entries.map(({ params }) => [params.mode, params.fromVi, params.toVi])).toEqual([
      ['reassign', 'Nguyễn Văn Khánh', 'Lê Thị Bích Ngọc'],
      ['assign', undefined, 'Nguyễn Văn Khánh'],
    ])
    expect(await actionsOf(officer, code)).not.toContain('completeStep')
  })

  it('is stopped because the applicant asked for it', async () => {
    const { code, person } = await running(base())
    await as(await staff('head')).work.stop({ ...to(code), basis: 'Theo đề nghị', reason: REASON, by: 'APPLICANT' })
    expect((await view(person, code)).shellState).toBe('stopped')
    expect(await faultsAt(code)).toEqual([])
  })

  it('is called back until the next person has opened it', async () => {
    const { code } = await running(base())
    const [officer, leader] = [await staff('officer'), await staff('leader')]
    await done(officer, code, 'eligible')
    const recall = (await view(officer, code)).actions.find(({ action }) => action === 'recall')
    await as(officer).work.recall({ ...to(code), workId: recall?.workId ?? '' })
    await done(officer, code, 'eligible')
    await as(leader).work.open({ ...to(code), workId: await workOf(leader, code) })
    expect(await actionsOf(officer, code)).not.toContain('recall')
    expect(await faultsAt(code)).toEqual([])
  })
})
