import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { appNow } from '#server/clock.repository.ts'
import type { StaffActor } from '#server/modules/account/actor.ts'
import { actorOfSession } from '#server/modules/account/session.ts'
import { signInStaff } from '#server/modules/account/sign-in-staff.ts'
import { actionsOf, done, faultsAt, hoursLater, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, demoPassword, staff } from '#tests/builders/people.ts'
import { CLERK, JUSTICE, LEADER, on, procedure, step } from '#tests/builders/procedures.ts'

/** As the next request meets the person: with the delegations that are in force now. */
async function again(actor: StaffActor): Promise<StaffActor> {
  const { sid } = await signInStaff({ email: actor.email, password: demoPassword }, { ip: '127.0.0.1', userAgent: 'test' })
  const now = await actorOfSession(sid)
  if (now.kind !== 'STAFF') throw new Error(actor.email)
  return now
}

const day = async (offset: number) =>
  new Date((await appNow()).getTime() + (offset * 24 + 7) * 3_600_000).toISOString().slice(0, 10)
const entrust = async (from: StaffActor, toId: string, more: object = {}) =>
  as(from).delegation.create({
    requestId: randomUUID(),
    agencyId: 'xa-a',
    toId,
    roles: [],
    validFrom: await day(0),
    validTo: await day(5),
    reason: REASON,
    ...more,
  })
const people = async () => ({ leader: await staff('leader'), head: await staff('head'), officer: await staff('officer-justice') })
const wrong = (path: string, messageKey: string) => ({
  message: 'INPUT_INVALID',
  cause: { details: { path, messageKey: `delegation.${messageKey}` } },
})

afterEach(async () => {
  await asOwner(`DELETE FROM "Delegation"`)
  await asOwner(`DELETE FROM "AppClock"`)
})

/** The leader who signs has to be another person than the one who examined. */
const fourEyes = () =>
  procedure({
    steps: [
      step('check', 'review', JUSTICE, [on('eligible', 'sign')]),
      step('sign', 'sign', { ...LEADER, notSameAs: 'check' }, [
        on('granted', 'issue', { decision: 'GRANTED' }),
        on('refused', 'issue', { decision: 'REFUSED', reasonRequired: true }),
      ]),
      step('issue', 'issue', CLERK, [on('issued', 'end')]),
    ],
  })

describe('acting in the name of another', () => {
  it('signs, and both names stand in history, work and audit', async () => {
    const { leader, head, officer } = await people()
    const { code, person } = await running(fourEyes())
    await done(officer, code, 'eligible')
    expect(await actionsOf(head, code)).not.toContain('completeStep')
    await entrust(leader, head.id)
    const delegate = await again(head)
    const { items } = await as(delegate).work.list({ queue: 'unit' })
    expect(items.find((item) => item.code === code)).toMatchObject({ step: 'sign', inNameOf: leader.fullName })
    const action = (await view(delegate, code)).actions.find((each) => each.action === 'completeStep')
    expect(action?.inNameOf).toBe(leader.fullName)
    await as(delegate).work.claim({ ...to(code), workId: await workOf(delegate, code) })
    expect((await as(leader).work.list({ queue: 'mine' })).items.map((item) => item.code)).toContain(code)
    expect((await as(delegate).work.list({ queue: 'mine' })).items.map((item) => item.code)).toContain(code)
    const asked = { ...to(code), workId: await workOf(delegate, code), outcome: 'granted', data: {} }
    await as(delegate).work.completeStep(asked)
    const seen = await view(delegate, code)
    expect(seen.timeline.find(({ params }) => params.outcomeVi === 'Kết quả granted')).toMatchObject({
      personVi: leader.fullName,
      viaVi: head.fullName,
    })
    // the applicant reads which unit it was; officers are named to their colleagues
    const told = (await view(person, code)).timeline.find(({ type }) => type === 'COMPLETE_STEP')
    expect(told).toMatchObject({ personVi: null, viaVi: null, params: { unitVi: expect.any(String) } })
    const [event] = await asOwner<{ actorId: string; onBehalfOfId: string; facts: { actor: object } }>(
      `SELECT e."actorId", e."onBehalfOfId", e.facts FROM "DossierEvent" e JOIN "Dossier" d ON d.id = e."dossierId"
       WHERE d.code = $1 AND e.type = 'COMPLETE_STEP' ORDER BY e.seq DESC LIMIT 1`,
      [code],
    )
    expect(event).toMatchObject({ actorId: head.id, onBehalfOfId: leader.id })
    expect(event?.facts.actor).toEqual({ id: leader.id, viaId: head.id })
    const notes = await asOwner<{ details: object }>(
      `SELECT a.details FROM "AuditEntry" a JOIN "Dossier" d ON d.id = a."dossierId" WHERE d.code = $1 AND a.action = 'delegation.act' ORDER BY a.at`,
      [code],
    )
    expect(notes.map(({ details }) => details)).toMatchObject([
      { act: 'claim', inNameOfId: leader.id },
      { act: 'completeStep', inNameOfId: leader.id },
    ])
    expect(await faultsAt(code)).toEqual([])
  })

  it('does not get round four eyes, neither by the delegate nor by the principal', async () => {
    const { leader, officer } = await people()
    const { code } = await running(fourEyes())
    await done(officer, code, 'eligible')
    await entrust(leader, officer.id)
    const delegate = await again(officer)
    expect(await actionsOf(delegate, code)).not.toContain('completeStep')
    expect((await as(delegate).work.list({ queue: 'unit' })).items.map((item) => item.code)).not.toContain(code)
    const workId = await workOf(leader, code)
    await expect(as(delegate).work.completeStep({ ...to(code), workId, outcome: 'granted', data: {} })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await done(leader, code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })

  it('is over at once when it is revoked, also for a session that began before, and with its last day', async () => {
    const { leader, head, officer } = await people()
    const { code } = await running(fourEyes())
    await done(officer, code, 'eligible')
    const { id } = await entrust(leader, head.id, { validTo: await day(0) })
    const delegate = await again(head)
    const workId = await workOf(delegate, code)
    await as(leader).delegation.revoke({ id })
    await as(leader).delegation.revoke({ id })
    const asked = { ...to(code), workId, outcome: 'granted', data: {} }
    await expect(as(delegate).work.completeStep(asked)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    expect((await again(head)).principals).toEqual([])

    await entrust(leader, head.id, { validTo: await day(0) })
    const next = await again(head)
    expect(next.principals).toHaveLength(1)
    await hoursLater(24)
    await expect(as(next).work.completeStep({ ...asked, ...to(code) })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    expect((await again(head)).principals).toEqual([])
    expect(await faultsAt(code)).toEqual([])
  })

  it('agrees in the name of another, but never to what oneself asked for', async () => {
    const { leader, head, officer } = await people()
    const { code } = await running(fourEyes())
    await entrust(leader, head.id)
    const delegate = await again(head)
    const later = { newPromisedAt: '2027-03-01T03:00:00.000Z', reason: REASON }
    const own = await as(delegate).work.extend({ ...to(code), ...later })
    expect((await as(delegate).work.proposals()).map((each) => each.code)).not.toContain(code)
    await expect(as(delegate).work.approve({ ...to(code), proposalId: String(own.proposalId) })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await as(leader).work.refuseProposal({ ...to(code), proposalId: String(own.proposalId), reason: REASON })
    const { proposalId } = await as(officer).work.extend({ ...to(code), ...later })
    await as(delegate).work.approve({ ...to(code), proposalId: String(proposalId) })
    const seen = await view(delegate, code)
    expect(seen.timeline.find(({ type }) => type === 'EXTEND')).toMatchObject({
      personVi: officer.fullName,
      viaVi: null,
      params: { approverVi: leader.fullName, approverViaVi: head.fullName },
    })
    expect(seen.proposals.at(-1)).toMatchObject({ decidedByName: leader.fullName, decidedViaName: head.fullName })
    expect(await faultsAt(code)).toEqual([])
  })

  it('cannot be written into history without a delegation', async () => {
    const { leader, head, officer } = await people()
    const { code } = await running(fourEyes())
    await done(officer, code, 'eligible')
    await entrust(leader, head.id)
    await done(await again(head), code, 'granted')
    await asOwner(`DELETE FROM "Delegation"`)
    expect(await faultsAt(code)).toMatchObject([{ rule: 'I8' }])
  })
})

describe('a delegation', () => {
  it('is entered by the person, or by the administrator for somebody absent', async () => {
    const { leader, head } = await people()
    const admin = await staff('admin')
    const { id } = await entrust(admin, head.id, { fromId: leader.id })
    expect((await as(leader).delegation.mine()).items).toMatchObject([
      { id, side: 'given', toName: head.fullName, enteredByName: admin.fullName, state: 'active', mayRevoke: true },
    ])
    expect((await as(head).delegation.mine()).items).toMatchObject([{ id, side: 'received', mayRevoke: true }])
    expect((await as(admin).delegation.mine()).items).toMatchObject([{ id, side: 'kept' }])
    await as(head).delegation.revoke({ id })
    expect((await as(leader).delegation.mine()).items).toMatchObject([{ state: 'revoked', mayRevoke: false }])
    await expect(entrust(admin, admin.id, { fromId: leader.id })).rejects.toMatchObject(wrong('toId', 'toOneself'))
    await expect(entrust(admin, head.id)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(entrust(await staff('admin', 'xa-b'), head.id, { fromId: leader.id })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await expect(entrust(await staff('officer'), head.id)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('officer')).delegation.revoke({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('the same request twice is one', async () => {
    const { leader, head } = await people()
    const requestId = randomUUID()
    await entrust(leader, head.id, { requestId })
    await entrust(leader, head.id, { requestId })
    expect(await asOwner(`SELECT id FROM "Delegation"`)).toHaveLength(1)
  })

  it('says what is wrong with it', async () => {
    const { leader, head } = await people()
    const other = await staff('leader', 'xa-b')
    await expect(entrust(leader, leader.id)).rejects.toMatchObject(wrong('toId', 'toOneself'))
    await expect(entrust(leader, other.id)).rejects.toMatchObject(wrong('toId', 'toUnfit'))
    await expect(entrust(leader, head.id, { roles: ['clerk'] })).rejects.toMatchObject(wrong('roles', 'roleUnfit'))
    await expect(entrust(leader, head.id, { validFrom: await day(-1) })).rejects.toMatchObject(wrong('validFrom', 'fromPast'))
    await expect(entrust(leader, head.id, { validFrom: await day(9) })).rejects.toMatchObject(wrong('validTo', 'toBeforeFrom'))
    await expect(entrust(leader, head.id, { validTo: await day(400) })).rejects.toMatchObject(wrong('validTo', 'tooLong'))
    await entrust(leader, head.id)
    await expect(entrust(leader, head.id, { validFrom: await day(3), validTo: await day(9) })).rejects.toMatchObject(
      wrong('toId', 'twice'),
    )
  })

  it('is not passed on, whichever end is entered first, also when both are entered at once', async () => {
    const { leader, head, officer } = await people()
    await entrust(leader, head.id)
    await expect(entrust(head, officer.id)).rejects.toMatchObject(wrong('toId', 'chain'))
    await entrust(head, officer.id, { validFrom: await day(6), validTo: await day(8) })
    await asOwner(`DELETE FROM "Delegation"`)
    await entrust(head, officer.id)
    await expect(entrust(leader, head.id)).rejects.toMatchObject(wrong('toId', 'chain'))
    await asOwner(`DELETE FROM "Delegation"`)
    const both = await Promise.allSettled([entrust(leader, head.id), entrust(head, officer.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await asOwner(`SELECT id FROM "Delegation"`)).toHaveLength(1)
  })

  it('is written once, only its end is added', async () => {
    const { leader, head } = await people()
    await entrust(leader, head.id)
    await expect(asOwner(`UPDATE "Delegation" SET "validTo" = "validTo" + 30`)).rejects.toThrow(/never change/)
    await expect(asOwner(`UPDATE "Delegation" SET "fromId" = "toId"`)).rejects.toThrow()
  })
})
