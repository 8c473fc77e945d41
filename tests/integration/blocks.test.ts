import { describe, expect, it } from 'vitest'
import { passDueTimers } from '#server/jobs/timers.ts'
import { actionsOf, done, faultsAt, hoursLater, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step, workingDays } from '#tests/builders/procedures.ts'

const ECONOMY = { role: 'officer', unitKind: 'economy' }
const SOCIAL = { role: 'officer', unitKind: 'social' }
const sideBySide = (join: object, branches: object = {}) =>
  procedure({
    start: 'both',
    steps: [
      step('look', 'review', ECONOMY, [on('seen', 'join')]),
      step('count', 'review', SOCIAL, [on('counted', 'join'), on('giveUp', 'sign', { reasonRequired: true })]),
      ...ending,
    ],
    blocks: [
      {
        id: 'both',
        nameVi: 'Hai việc song song',
        branches: [
          { id: 'one', nameVi: 'Kinh tế', start: 'look', steps: ['look'] },
          { id: 'two', nameVi: 'Xã hội', start: 'count', steps: ['count'], ...branches },
        ],
        join,
        to: 'sign',
      },
    ],
  })
const states = async (code: string) => (await view(await staff('leader'), code)).blocks[0]?.branches.map(({ state }) => state)

describe('branches side by side', () => {
  it('are two duties of two units, and go on together', async () => {
    const { code, person } = await running(sideBySide({ type: 'all' }))
    const [economy, social, leader] = [await staff('officer-economy'), await staff('officer-social'), await staff('leader')]
    expect((await view(leader, code)).work.map(({ step: id }) => id).sort()).toEqual(['count', 'look'])
    expect(await actionsOf(await staff('officer-justice'), code).catch(() => 'hidden')).toBe('hidden')
    expect(await states(code)).toEqual(['now', 'now'])
    await done(economy, code, 'seen')
    expect(await states(code)).toEqual(['done', 'now'])
    await expect(done(leader, code, 'granted')).rejects.toThrow()
    // what waits comes back as it stood
    await as(await staff('head')).work.suspend({ ...to(code), basis: 'Căn cứ', reason: REASON })
    await as(social).work.resume(to(code))
    expect(await states(code)).toEqual(['done', 'now'])
    await done(social, code, 'counted')
    await done(leader, code, 'granted')
    expect((await view(person, code)).timeline.map(({ type }) => type)).toContain('COMPLETE_STEP')
    expect(await faultsAt(code)).toEqual([])
  })

  it('end with the first one when the version says so, and what the other had to do is taken away', async () => {
    const { code } = await running(sideBySide({ type: 'any' }))
    await done(await staff('officer-economy'), code, 'seen')
    expect((await as(await staff('officer-social')).work.list({ queue: 'unit' })).items.map((item) => item.code)).not.toContain(
      code,
    )
    await done(await staff('leader'), code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })

  it('run only where their condition holds', async () => {
    const { code } = await running(sideBySide({ type: 'all' }, { when: 'matter = "xã hội"' }))
    expect(await states(code)).toEqual(['now', 'skipped'])
    await done(await staff('officer-economy'), code, 'seen')
    await done(await staff('leader'), code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('a step', () => {
  it('ends forward only with everything confirmed', async () => {
    const checks = [
      { id: 'present', labelVi: 'Hai bên có mặt' },
      { id: 'compared', labelVi: 'Đã đối chiếu bản chính' },
    ]
    const { code } = await running(
      procedure({ steps: [step('check', 'review', JUSTICE, [on('eligible', 'sign')], { checks }), ...ending] }),
    )
    const officer = await staff('officer')
    const action = (await view(officer, code)).actions.find((each) => each.action === 'completeStep')
    expect(action?.checks).toEqual(checks)
    await expect(done(officer, code, 'eligible', { checks: ['present'] })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    await done(officer, code, 'eligible', { checks: ['present', 'compared'] })
    expect(await faultsAt(code)).toEqual([])
  })

  it('that is not public is not named to the applicant, nor on the tracking page', async () => {
    const { code, person } = await running(
      procedure({
        steps: [
          step('check', 'review', JUSTICE, [on('eligible', 'sign')], { isPublic: false, publicVi: 'Việc nội bộ' }),
          ...ending,
        ],
      }),
    )
    const officer = await staff('officer')
    expect((await view(person, code)).holder.publicVi).toBeNull()
    expect((await view(officer, code)).holder.publicVi).toBe('Việc nội bộ')
    await done(officer, code, 'eligible')
    const mine = await view(person, code)
    expect(mine.steps.map(({ id }) => id)).toEqual(['sign', 'issue'])
    expect(mine.timeline.find(({ type }) => type === 'COMPLETE_STEP')?.params.stepVi).toBeUndefined()
    const { lookupSecret } = mine
    const tracked = await as(person).dossier.track({ code, secret: lookupSecret })
    expect(JSON.stringify(tracked)).not.toContain('Bước check')
  })

  it('ends by itself when silence is consent', async () => {
    const { code } = await running(
      procedure({
        steps: [
          step('wait', 'approve', JUSTICE, [on('agreed', 'sign'), on('sendBack', 'sign')], {
            whenLate: 'consent',
            lateOutcome: 'agreed',
            limit: workingDays(1),
          }),
          ...ending,
        ],
        start: 'wait',
      }),
    )
    const leader = await staff('leader')
    await expect(workOf(leader, code)).rejects.toThrow()
    await hoursLater(24 * 10)
    while ((await passDueTimers()) > 0);
    await done(leader, code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })
})
