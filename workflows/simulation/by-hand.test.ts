import { describe, expect, it } from 'vitest'
import { vietnam } from '../working-time/calendars/vietnam.ts'
import { fixed, heads, listed, officers, oneStep, people, shapes, versionOf } from './office.test-support.ts'
import { simulate } from './simulate.ts'

const { step, on } = shapes
const hours = (amount: number) => ({ limit: { unit: 'workingHour', amount } })
const days = (amount: number, more: object = {}) => ({ limit: { unit: 'workingDay', amount, ...more } })
const once = { runs: 1 }
/** Everything by hand: one run, fixed times. Office hours are 07:00–11:30 and 13:30–17:00. */
const work = (minutes: number) => ({ ...once, steps: { work: { service: fixed(minutes) } } })

describe('small cases reckoned by hand', () => {
  it('works on after the break at noon and after the night', () => {
    // Mon 11:00: 30 minutes before noon, 210 after it, 60 on Tuesday
    const answer = simulate(oneStep(), listed('2026-11-23T11:00'), [people(1)], vietnam, 1, work(300))
    expect(answer.leadTime.mean).toEqual({ mean: 300, low: null, high: null })
    expect(answer.steps[0]).toMatchObject({ waiting: { mean: 0 }, working: { mean: 300 } })
    expect(answer).toMatchObject({ onTime: { mean: 1 }, pools: [{ utilisation: { mean: 1 } }], dossiers: 1, unfinished: 0 })
  })
  it('lets the second one wait, over noon and over a weekend, in working time only', () => {
    // Friday 16:30 two come; the first takes 60 minutes until Monday 07:30, the second until 08:30
    const answer = simulate(oneStep(), listed('2026-11-20T16:30', '2026-11-20T16:30'), [people(1)], vietnam, 1, work(60))
    expect(answer.steps[0]).toMatchObject({ waiting: { mean: 30 }, working: { mean: 60 } })
    expect(answer.leadTime).toMatchObject({ mean: { mean: 90 }, p50: { mean: 60 }, p95: { mean: 120 } })
    // (1·60 + … ) two under way for 60 minutes, one for 60: 180 / 120
    expect(answer.underWay?.mean).toBe(1.5)
    const two = simulate(oneStep(), listed('2026-11-20T16:30', '2026-11-20T16:30'), [people(2)], vietnam, 1, work(60))
    expect(two.steps[0]).toMatchObject({ waiting: { mean: 0 } })
    expect(two).toMatchObject({ bottleneck: { step: null, pool: 'officer/justice' } })
  })
  it('counts nothing on a holiday, nor what comes outside office hours', () => {
    // Tue 01/09 and Wed 02/09/2026 are off, and Mon 31/08 was swapped: Fri 28/08 16:00 + 120 minutes ends Thu 03/09 08:00
    const late = simulate(oneStep(hours(2)), listed('2026-08-28T16:00'), [people(1)], vietnam, 1, work(120))
    expect(late).toMatchObject({ onTime: { mean: 1 }, leadTime: { mean: { mean: 120 } } })
    // on the holiday itself: it begins on Thursday at 07:00
    const during = simulate(oneStep(hours(1)), listed('2026-09-02T10:00', '2026-09-03T07:30'), [people(1)], vietnam, 1, work(60))
    expect(during.steps[0]?.waiting?.mean).toBe(15)
    expect(during.onTime?.mean).toBe(0.5)
  })
  it('is late by the minute, and in time at the very end', () => {
    const at = (minutes: number) =>
      simulate(oneStep(days(1)), listed('2026-11-23T09:00'), [people(1)], vietnam, 1, work(minutes)).onTime?.mean
    expect([at(480), at(481)]).toEqual([1, 0])
    const endOfDay = (minutes: number) =>
      simulate(oneStep(days(1, { end: 'endOfDay' })), listed('2026-11-23T09:00'), [people(1)], vietnam, 1, work(minutes)).onTime
        ?.mean
    // until Tuesday 17:00: 360 minutes on Monday and 480 on Tuesday
    expect([endOfDay(840), endOfDay(841)]).toEqual([1, 0])
    const calendarDays = (minutes: number) =>
      simulate(
        oneStep({ limit: { unit: 'calendarDay', amount: 2 } }),
        listed('2026-11-20T09:00'),
        [people(1)],
        vietnam,
        1,
        work(minutes),
      ).onTime?.mean
    // Friday 09:00 and two days is Sunday, so Monday 09:00: 360 minutes on Friday, 120 on Monday
    expect([calendarDays(480), calendarDays(481)]).toEqual([1, 0])
  })
  it('begins the legal time with the acceptance at the desk', () => {
    const desk = { role: 'desk', unitKind: 'oneStopDesk', people: 1 } as const
    const staff = [people(1), desk]
    const answer = simulate(oneStep(hours(1)), listed('2026-11-23T08:00', '2026-11-23T08:00'), staff, vietnam, 1, {
      ...work(60),
      intake: fixed(90),
    })
    expect(answer).toMatchObject({ onTime: { mean: 1 }, leadTime: { mean: { mean: 195 } } })
    expect(answer.steps.at(-1)).toMatchObject({ step: 'intake', waiting: { mean: 45 }, working: { mean: 90 } })
  })
})

describe('time of others, by hand', () => {
  const version = versionOf(
    [step('check', [on('done', 'tax')]), step('tax', [on('told', 'end')], { kind: 'external', outsideLimit: { basis: 'thuế' } })],
    hours(2),
  )
  const told = (wait: { time: ReturnType<typeof fixed>; clock: 'working' | 'calendar' }) => ({
    ...once,
    steps: { check: { service: fixed(60) }, tax: { service: fixed(60), wait } },
  })
  it('takes the time outside the limit off the legal clock, but not off the lead time', () => {
    const answer = simulate(
      version,
      listed('2026-11-23T07:00'),
      [people(1)],
      vietnam,
      1,
      told({ time: fixed(600), clock: 'working' }),
    )
    expect(answer).toMatchObject({ onTime: { mean: 1 }, leadTime: { mean: { mean: 720 } } })
    expect(answer.steps[1]).toMatchObject({ others: { mean: 600 }, working: { mean: 60 } })
  })
  it('lets days of the calendar run over a weekend', () => {
    // Friday 08:00 and three days: Monday 08:00, which are 480 − 60 + 60 minutes of working time
    const answer = simulate(
      version,
      listed('2026-11-20T07:00'),
      [people(1)],
      vietnam,
      1,
      told({ time: fixed(4_320), clock: 'calendar' }),
    )
    expect(answer.steps[1]).toMatchObject({ others: { mean: 480 } })
  })
  it('hangs a notice for its whole limit', () => {
    const posted = versionOf([
      step('post', [on('noClaim', 'end')], {
        kind: 'publicPosting',
        limit: { unit: 'workingDay', amount: 2 },
        outsideLimit: { basis: 'x' },
      }),
    ])
    const answer = simulate(posted, listed('2026-11-23T07:00'), [people(1)], vietnam, 1, {
      ...once,
      steps: { post: { service: fixed(0) } },
    })
    expect(answer.steps[0]).toMatchObject({ others: { mean: 960 }, working: { mean: 0 } })
  })
  it('takes silence for an answer when the limit of the step passes, and frees whoever was at it', () => {
    const consent = { whenLate: 'consent', lateOutcome: 'silent', limit: { unit: 'workingHour', amount: 1 } }
    const silent = versionOf([step('work', [on('done', 'end'), on('silent', 'end')], consent)])
    const answer = simulate(silent, listed('2026-11-23T07:00', '2026-11-23T07:30'), [people(1)], vietnam, 1, work(600))
    expect(answer).toMatchObject({ leadTime: { mean: { mean: 60 } }, pools: [{ utilisation: { mean: 1 } }] })
    expect(answer.steps[0]).toMatchObject({ waiting: { mean: 15 }, working: { mean: 45 } })
  })
})

describe('several at once, by hand', () => {
  const branch = (id: string, start: string) => ({ id, nameVi: id, start, steps: [start] })
  const blocked = (join: object) =>
    versionOf(
      [
        step('left', [on('done', 'join')]),
        step('right', [on('done', 'join')], { performer: heads }),
        step('last', [on('done', 'end')]),
      ],
      {
        start: 'both',
        blocks: [{ id: 'both', nameVi: 'Song song', branches: [branch('a', 'left'), branch('b', 'right')], join, to: 'last' }],
      },
    )
  const times = { left: { service: fixed(30) }, right: { service: fixed(100) }, last: { service: fixed(10) } }
  const staff = [people(1), people(1, heads)]
  it.each([
    { join: { type: 'all' }, lead: 110, right: 100 },
    { join: { type: 'any' }, lead: 40, right: 30 },
    { join: { type: 'atLeast', n: 2 }, lead: 110, right: 100 },
  ])('joins branches: $join.type', ({ join, lead, right }) => {
    const answer = simulate(blocked(join), listed('2026-11-23T07:00'), staff, vietnam, 1, { ...once, steps: times })
    expect(answer.leadTime.mean?.mean).toBe(lead)
    expect(answer.steps[1]?.working?.mean).toBe(right)
  })
  const asking = (silence: string, join: object) => {
    const member = (id: string) => ({ id, nameVi: id, performer: officers })
    const answers = [{ id: 'agree', labelVi: 'Đồng ý', counts: 'for' }]
    const members = {
      fixed: [member('tax'), member('police')],
      limit: { unit: 'workingHour', amount: 2 },
      silence,
      join,
      answers,
    }
    return versionOf([step('ask', [on('done', 'end')], { kind: 'consult', members })])
  }
  const members = { tax: { answer: fixed(30) }, police: { answer: fixed(300) } }
  it.each([
    { silence: 'consents', join: { type: 'all' }, others: 120 },
    { silence: 'waits', join: { type: 'all' }, others: 300 },
    { silence: 'waits', join: { type: 'any' }, others: 30 },
  ])('asks others: silence $silence, join $join.type', ({ silence, join, others }) => {
    const answer = simulate(asking(silence, join), listed('2026-11-23T07:00'), [people(1)], vietnam, 1, {
      ...once,
      steps: { ask: { service: fixed(20), members } },
    })
    expect(answer.steps[0]).toMatchObject({ others: { mean: others }, working: { mean: 20 } })
  })
  it('gives the second look to somebody else, and the last word to whoever began', () => {
    const eyes = versionOf([
      step('first', [on('done', 'second')]),
      step('second', [on('done', 'third')], { performer: { ...officers, notSameAs: 'first' } }),
      step('third', [on('done', 'end')], { performer: { ...officers, sameAs: 'first' } }),
    ])
    const steps = { first: { service: fixed(10) }, second: { service: fixed(30) }, third: { service: fixed(10) } }
    const answer = simulate(eyes, listed('2026-11-23T07:00', '2026-11-23T07:00'), [people(2)], vietnam, 1, { ...once, steps })
    // both do their first until 07:10, then each the other's second until 07:40, then their own third until 07:50
    expect(answer.leadTime).toMatchObject({ p50: { mean: 50 }, p95: { mean: 50 } })
    expect(answer.steps.map(({ waiting }) => waiting?.mean)).toEqual([0, 0, 0])
  })
})
