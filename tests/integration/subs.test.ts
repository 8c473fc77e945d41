import { describe, expect, it } from 'vitest'
import { claimOutbox, settleOutbox } from '#server/jobs/outbox.repository.ts'
import { deliverSub } from '#server/modules/exchange/deliver-sub.ts'
import type { OutboxLine } from '#server/modules/exchange/outbox-line.ts'
import { linked } from '#tests/builders/linked.ts'
import { actionsOf, done, faultsAt, hoursLater, outboxOf, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step } from '#tests/builders/procedures.ts'

const LEASE_SECONDS = 60
async function claimed(): Promise<OutboxLine> {
  const [line] = await claimOutbox('SUB', 1, LEASE_SECONDS)
  if (!line) throw new Error('nothing waits')
  return line
}
/** As the worker does it; killed between doing and noting it down, it is done again when its lease has ended. */
async function deliveredTwice(): Promise<void> {
  const first = await claimed()
  await deliverSub(first)
  expect(await claimOutbox('SUB', 1, LEASE_SECONDS)).toEqual([])
  await hoursLater(1)
  const again = await claimed()
  expect([again.dossierId, again.lineSeq]).toEqual([first.dossierId, first.lineSeq])
  await deliverSub(again)
  const settled = (line: OutboxLine) => settleOutbox('SUB', [{ line, outcome: 'DELIVERED', retrySeconds: null, error: null }])
  expect([...(await settled(first))]).toEqual([])
  expect([...(await settled(again))]).toEqual([again])
}
const dossiers = async () => (await asOwner<{ n: string }>(`SELECT count(*) AS n FROM "Dossier"`))[0]?.n

describe('a dossier of its own', () => {
  it('is opened once by the worker, lives its own life, and its end lets the other go on', async () => {
    const { code, person } = await linked()
    const officer = await staff('officer')
    await expect(done(officer, code, 'answered')).rejects.toThrow()
    const asked = { ...to(code), workId: await workOf(officer, code, 'openSub') }
    await as(officer).work.openSub(asked)
    await as(officer).work.openSub(asked)
    expect((await view(officer, code)).subs).toMatchObject([{ code: null, closedAt: null, mayOpen: false }])
    const before = Number(await dossiers())
    await deliveredTwice()
    expect(Number(await dossiers())).toBe(before + 1)

    const [link] = (await view(officer, code)).subs
    const subCode = link?.code ?? ''
    expect(link).toMatchObject({ agencyVi: 'Công an phường Hải Thịnh', shellState: 'arrived' })
    const desk = await staff('desk')
    expect((await view(desk, subCode)).parent).toEqual({ code, mayOpen: true })
    expect((await view(person, subCode)).owner?.fullName).toBe(person.fullName)
    expect((await view(person, code)).subs).toMatchObject([{ code: subCode, mayOpen: true }])
    await expect(view(officer, subCode)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    expect((await view(desk, subCode)).answers[0]?.rows[0]).toMatchObject({ value: 'Một việc' })

    await as(desk).desk.accept({ ...to(subCode), papers: [] })
    await as(desk).desk.handOver(to(subCode))
    await done(await staff('officer', 'ca-a'), subCode, 'eligible')
    await done(await staff('leader', 'ca-a'), subCode, 'granted')
    await done(await staff('clerk', 'ca-a'), subCode, 'issued')
    expect(await actionsOf(officer, code)).not.toContain('completeStep')
    await as(desk).desk.returnResult({ ...to(subCode), receiverName: 'Người nhận', originalsReturned: true })
    expect(await outboxOf(subCode, 'SUB')).toMatchObject([{ type: 'subEnded', payload: { outcome: 'GRANTED' } }])

    await deliveredTwice()
    const seen = await view(officer, code)
    expect(seen.subs).toMatchObject([{ code: subCode, outcome: 'GRANTED' }])
    expect(seen.timeline.filter(({ type }) => type === 'SUB_CLOSED')).toHaveLength(1)
    await done(officer, code, 'answered')
    expect(await faultsAt(code)).toEqual([])
    expect(await faultsAt(subCode)).toEqual([])
  })

  it('tells nobody when the one that asked has ended meanwhile', async () => {
    const { code } = await linked()
    const [officer, head, desk] = [await staff('officer'), await staff('head'), await staff('desk')]
    await as(officer).work.openSub({ ...to(code), workId: await workOf(officer, code, 'openSub') })
    await deliveredTwice()
    const subCode = (await view(officer, code)).subs[0]?.code ?? ''
    await as(head).work.stop({ ...to(code), basis: 'Căn cứ', reason: REASON })
    await as(desk).desk.refuseIntake({ ...to(subCode), reasonCode: 'other', reason: REASON })
    expect(await outboxOf(subCode, 'SUB')).toMatchObject([{ payload: { outcome: 'REFUSED' } }])
    await deliveredTwice()
    expect((await view(officer, code)).timeline.map(({ type }) => type)).not.toContain('SUB_CLOSED')
    expect(await faultsAt(code)).toEqual([])
  })

  it('waits, parked with its reason, when the other procedure is handled nowhere', async () => {
    const parent = procedure({
      start: 'ask',
      steps: [
        step('ask', 'external', JUSTICE, [on('answered', 'sign')], {
          limit: null,
          sub: { procedure: '8.999999', agency: 'competent', wait: true },
        }),
        ...ending,
      ],
    })
    const { code } = await running(parent)
    const officer = await staff('officer')
    await as(officer).work.openSub({ ...to(code), workId: await workOf(officer, code, 'openSub') })
    await expect(deliverSub(await claimed())).rejects.toMatchObject({ code: 'PROCEDURE_UNKNOWN' })
  })
})
