import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import { vietnam } from '../working-time/calendars/vietnam.ts'
import { add, elapsed } from '../working-time/count.ts'
import { neededPools } from './defaults.ts'
import { drawOf } from './distribution.ts'
import { studentT } from './figure.ts'
import { exponential, fixed, heads, listed, officers, oneStep, people, shapes, versionOf } from './office.test-support.ts'
import { stream } from './random.ts'
import { simulate } from './simulate.ts'
import { WorkIndex } from './work-index.ts'

const { step, on } = shapes
const week = { type: 'poisson' as const, from: '2026-03-02T00:00:00.000Z', workingDays: 5, perWorkingHour: 3 }

describe('every version can be simulated as it is', () => {
  it.each(catalogue.map((definition) => [definition.code, definition] as const))('%s', (_, definition) => {
    const staff = neededPools(definition).map(({ role, unitKind, agency }) => ({ role, unitKind, agency, people: 3 }))
    for (const { code } of definition.cases) {
      const answer = simulate(definition, { ...week, perWorkingHour: 0.5 }, staff, vietnam, 7, { runs: 2, cases: { [code]: 1 } })
      expect(answer.unfinished).toBe(0)
      expect(answer.dossiers).toBeGreaterThan(10)
      expect(answer.onTime?.mean).toBeLessThanOrEqual(1)
    }
  })
})

describe('the same seed', () => {
  const back = versionOf([
    step('check', [on('good', 'sign'), on('bad', 'check', { back: true })]),
    step('sign', [on('signed', 'end')], { performer: heads }),
  ])
  const staff = [people(2), people(1, heads)]
  it('gives the same answer, another seed another one', () => {
    const ask = (seed: number) => simulate(back, week, staff, vietnam, seed)
    expect(ask(1)).toEqual(ask(1))
    expect(ask(1)).not.toEqual(ask(2))
  })
  it('gives it in another process too', () => {
    const place = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
    const script = `
      const { simulate } = await import(${place('./simulate.ts')})
      const given = JSON.parse(process.argv[1])
      process.stdout.write(JSON.stringify(simulate(...given)))`
    const given = [back, week, staff, vietnam, 42]
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--no-warnings', '--input-type=module', '--eval', script, JSON.stringify(given)],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(simulate(back, week, staff, vietnam, 42))))
  })
  it('keeps the luck of each piece of work when only the people change', () => {
    const visits = (count: number) => simulate(back, week, [people(count), people(1, heads)], vietnam, 3).dossiers
    expect(visits(2)).toBe(visits(5))
  })
})

describe('the reckoning of working time', () => {
  it('agrees with `add` and `elapsed`', () => {
    const random = stream(9, 0, 'times')
    const index = new WorkIndex(vietnam, Date.parse('2026-01-01T00:00:00Z'))
    for (let round = 0; round < 2_000; round += 1) {
      const from = Date.parse('2026-01-02T00:00:00Z') + Math.floor(random() * 500_000) * 60_000
      const minutes = 1 + Math.floor(random() * 5_000)
      const start = new Date(from).toISOString()
      expect(new Date(index.after(from, minutes * 60_000)).toISOString()).toBe(add(start, minutes, vietnam))
      const to = from + Math.floor(random() * 20_000) * 60_000
      expect((index.at(to) - index.at(from)) / 60_000).toBe(elapsed(start, new Date(to).toISOString(), vietnam))
    }
  })
})

describe('drawn times', () => {
  const about = (distribution: Parameters<typeof drawOf>[0]) => {
    const [draw, random] = [drawOf(distribution), stream(5, 0, distribution.type)]
    const times = Array.from({ length: 200_000 }, () => draw(random) / 60_000)
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length
    const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length
    return { mean, deviation: Math.sqrt(variance), lowest: Math.min(...times.slice(0, 1_000)) }
  }
  it.each([
    { given: fixed(7), mean: 7, deviation: 0 },
    { given: exponential(30), mean: 30, deviation: 30 },
    { given: { type: 'triangular', low: 10, mode: 20, high: 60 } as const, mean: 30, deviation: Math.sqrt(2_100 / 18) },
    { given: { type: 'lognormal', mean: 40, deviation: 20 } as const, mean: 40, deviation: 20 },
  ])('$given.type', ({ given, mean, deviation }) => {
    const drawn = about(given)
    expect(Math.abs(drawn.mean / mean - 1)).toBeLessThan(0.01)
    expect(Math.abs(drawn.deviation - deviation)).toBeLessThan(0.02 * mean)
    expect(drawn.lowest).toBeGreaterThan(0)
  })
  it('has the points of Student for few and for many runs', () => {
    expect([studentT(1), studentT(9), studentT(30)]).toEqual([12.706, 2.262, 2.042])
    expect(studentT(60)).toBeCloseTo(2.0003, 3)
    expect(studentT(99)).toBeCloseTo(1.9842, 3)
  })
})

describe('what cannot be simulated', () => {
  const refusal = (ask: () => unknown) => {
    try {
      ask()
    } catch (error) {
      return error
    }
  }
  const at = (path: string, reason: string) => ({ code: 'INPUT_INVALID', details: { path, reason } })
  const one = oneStep()
  const two = versionOf([step('work', [on('done', 'end'), on('again', 'work', { back: true })])])
  const eyes = versionOf([
    step('work', [on('done', 'look')]),
    step('look', [on('done', 'end')], { performer: { ...officers, notSameAs: 'work' } }),
  ])
  it.each([
    [one, { ...week, perWorkingHour: 0 }, [people(1)], {}, at('arrivals.perWorkingHour', 'simulation.rate')],
    [one, week, [people(0)], {}, at('staff.0.people', 'simulation.people')],
    [one, week, [people(1), people(2)], {}, at('staff.1', 'simulation.poolTwice')],
    [one, week, [people(1, heads)], {}, at('staff', 'simulation.poolMissing')],
    [eyes, week, [people(1)], {}, at('staff.0.people', 'simulation.fourEyes')],
    [one, week, [people(1)], { steps: { other: {} } }, at('assumptions.steps.other', 'simulation.nameUnknown')],
    [
      one,
      week,
      [people(1)],
      { steps: { work: { outcomes: { no: 1 } } } },
      at('assumptions.steps.work.outcomes.no', 'simulation.nameUnknown'),
    ],
    [
      two,
      week,
      [people(1)],
      { steps: { work: { outcomes: { again: 1 } } } },
      at('assumptions.steps.work.outcomes', 'simulation.endless'),
    ],
    [
      one,
      week,
      [people(1)],
      { steps: { work: { service: exponential(-1) } } },
      at('assumptions.steps.work.service.mean', 'simulation.time'),
    ],
    [one, week, [people(1)], { warmUpDays: 5 }, at('assumptions.warmUpDays', 'simulation.warmUpTooLong')],
    [one, { ...week, perWorkingHour: 10_000 }, [people(1)], { maxVisits: 1_000 }, at('arrivals', 'simulation.tooMuch')],
    [one, { type: 'list', instants: ['2026'] }, [people(1)], {}, at('arrivals.instants.0', 'time.instant')],
  ] as const)('%#', (version, arrivals, staff, assumptions, expected) => {
    const found = refusal(() => simulate(version, arrivals as never, staff as never, vietnam, 1, assumptions as never))
    expect(found).toMatchObject(expected)
  })
  it('a seed that is none, and days that nobody knows', () => {
    expect(refusal(() => simulate(one, week, [people(1)], vietnam, 1.5))).toMatchObject(at('seed', 'simulation.seed'))
    expect(refusal(() => simulate(one, listed('2090-01-01T08:00'), [people(1)], vietnam, 1))).toMatchObject({
      code: 'CALENDAR_UNKNOWN',
    })
    expect(refusal(() => simulate(one, { ...week, workingDays: 2_000 }, [people(1)], vietnam, 1))).toMatchObject({
      code: 'CALENDAR_UNKNOWN',
    })
  })
  it('what the known calendar cuts off is told, and late only when its limit has passed', () => {
    const hour = { limit: { unit: 'workingHour', amount: 1 } }
    const long = { runs: 1, steps: { work: { service: fixed(480) } } }
    const cut = simulate(oneStep(hour), listed('2027-12-31T08:00', '2027-12-31T16:30'), [people(2)], vietnam, 1, long)
    expect(cut).toMatchObject({ dossiers: 2, unfinished: 2, onTime: { mean: 0 }, leadTime: { mean: null } })
  })
})
