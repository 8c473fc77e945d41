import { describe, expect, it } from 'vitest'
import { passDueTimers } from '#server/jobs/timers.ts'
import { faultsAt, hoursLater, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { procedure } from '#tests/builders/procedures.ts'

const stateOf = async (code: string) =>
  (await asOwner<{ state: unknown }>(`SELECT state FROM "Dossier" WHERE code = $1`, [code]))[0]?.state
const stored = (code: string, state: unknown) =>
  asOwner(`UPDATE "Dossier" SET state = $2::jsonb WHERE code = $1`, [code, JSON.stringify(state)])
/** A step that no version has. */
const elsewhere = (state: unknown) =>
  JSON.parse(JSON.stringify(state).replaceAll('"processing":"check"', '"processing":"nowhere"'))
const halved = (state: unknown) => {
  const { context: _context, ...rest } = state as Record<string, unknown>
  return rest
}
const aside = { message: 'DOSSIER_SET_ASIDE' }

describe('a stored state that its version does not have', () => {
  it.each([
    ['a step that is not there', elsewhere],
    ['half a state', halved],
  ])('%s: it is set aside, everybody else goes on, and an administrator lifts it after the repair', async (_, corrupt) => {
    const { code, person } = await running(procedure())
    const [officer, head, desk] = [await staff('officer'), await staff('head'), await staff('desk')]
    const workId = await workOf(officer, code)
    const before = await stateOf(code)
    const counted = () => asOwner(`SELECT revision, "lastHash" FROM "Dossier" WHERE code = $1`, [code])
    const row = await counted()
    await stored(code, corrupt(before))

    expect((await as(person).dossier.mine({})).items).toMatchObject([{ code, isSetAside: true, dueAt: null, waitsForMe: null }])
    const queue = (await as(officer).work.list({ queue: 'unit' })).items
    expect(queue.find((item) => item.code === code)).toMatchObject({ isSetAside: true })
    expect(queue.length).toBeGreaterThan(0)
    await expect(view(person, code)).rejects.toMatchObject(aside)
    await expect(view(await citizen(), code)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(view(await staff('officer', 'xa-b'), code)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    expect(await as(desk).desk.find({ code })).toEqual({ code })
    for (const change of [
      () => as(officer).work.completeStep({ ...to(code), workId, outcome: 'eligible' }),
      () => as(officer).work.claim({ ...to(code), workId }),
      () => as(officer).work.extend({ ...to(code), newPromisedAt: '2027-03-01T03:00:00.000Z', reason: REASON }),
      () => as(head).work.stop({ ...to(code), basis: 'Căn cứ', reason: REASON }),
      () => as(person).dossier.requestWithdrawal({ ...to(code), reason: REASON }),
    ])
      await expect(change()).rejects.toMatchObject(aside)
    await expect(as(await staff('officer', 'xa-b')).work.claim({ ...to(code), workId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
    await hoursLater(24 * 60)
    while ((await passDueTimers()) > 0);
    expect(await counted()).toEqual(row)

    const [operator, admin] = [await staff('operator'), await staff('admin')]
    const { setAside } = await as(operator).exchange.overview()
    expect(setAside.filter((each) => each.code === code)).toHaveLength(1)
    await expect(as(operator).exchange.liftQuarantine({ dossierCode: code })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(admin).exchange.liftQuarantine({ dossierCode: code })).rejects.toMatchObject({ message: 'STATE_UNKNOWN' })
    await stored(code, before)
    // repaired, and still aside until somebody says so
    await expect(view(person, code)).rejects.toMatchObject(aside)
    await as(admin).exchange.liftQuarantine({ dossierCode: code })
    await expect(as(admin).exchange.liftQuarantine({ dossierCode: code })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    expect((await view(person, code)).shellState).toBe('processing')
    await as(officer).work.completeStep({ ...to(code), workId, outcome: 'eligible' })
    expect(await faultsAt(code)).toEqual([])
  })
})
