import { describe, expect, it } from 'vitest'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { Life, owingDefinition, postedLife } from './life.test-support.ts'

const reason = { reasonRef: 'r' }
const steps = sampleDefinition().steps.map(({ id, kind }) => [kind, id] as const)
const at = (step: string, definition = sampleDefinition()) =>
  step === 'posting' ? postedLife(definition).until('posting') : new Life(definition).until(step)

/** XState loses history states of machines whose ids hold a dot, without an error: every kind of step is left and come back to. */
describe.each(steps)('a step of the kind %s (%s)', (_kind, step) => {
  const people = (life: Life) => life.context.work.filter(({ closedAt }) => closedAt === null)
  const assigned = (definition = sampleDefinition()) => {
    const life = at(step, definition)
    const wanted = life.context.work.at(-1)?.assigneeId
    if (!wanted) life.tell({ type: 'ASSIGN', workId: life.workId, accountId: 'kim', mode: 'assign' }, 'head')
    return life.tell({ type: 'OPEN_WORK', workId: life.workId }, wanted ?? 'kim')
  }

  it('is resumed after a suspension, with the same people and the same timers', () => {
    const life = assigned()
    const before = { value: life.state.value, people: people(life), timers: life.context.timers, pauses: open(life) }
    life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'head', ...reason }, 'officer')
    expect(life.shell).toBe('suspended')
    expect(people(life)).toEqual(before.people)
    life.tell({ type: 'RESUME' }, 'officer')
    expect({ value: life.state.value, people: people(life), timers: life.context.timers, pauses: open(life) }).toEqual(before)
  })

  it('is resumed after a supplement and an obligation one after the other', () => {
    const life = assigned(owingDefinition())
    const { value } = life.state
    life.tell({ type: 'REQUIRE_OBLIGATION', obligationId: 'o1', noticeRef: 'n' }, 'officer')
    life.tell({ type: 'OBLIGATION_SETTLED', obligationId: 'o1', proofRef: 'p' }, 'citizen')
    expect(life.state.value).toEqual(value)
    if (life.context.decision !== null) return
    life.supplement().tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'form-2' }, 'citizen')
    expect(life.state.value).toEqual(value)
    life.tell({ type: 'REQUEST_WITHDRAWAL', ...reason }, 'citizen').tell({ type: 'DENY_WITHDRAWAL', ...reason }, 'officer')
    expect(life.state.value).toEqual(value)
  })
})

const open = (life: Life) => life.context.legalClock?.pauses.filter(({ to }) => to === null).map(({ reason: why }) => why)

describe('the legal clock', () => {
  it('stands still in a step outside the limit, and runs again after it', () => {
    const life = postedLife().until('posting')
    expect(open(life)).toEqual(['OUTSIDE_LIMIT'])
    expect(life.did('pauseClock')).toHaveLength(1)
    life.complete('noClaim', 'officer')
    expect(open(life)).toEqual(['OUTSIDE_LIMIT'])
    life.complete('told', 'officer')
    expect(open(life)).toEqual([])
    expect(life.did('resumeClock')).toHaveLength(1)
  })
  it('goes on standing still when a suspension inside such a step ends', () => {
    const life = postedLife()
      .until('posting')
      .tell({ type: 'SUSPEND', basis: 'b', approverId: 'h', ...reason })
    expect([open(life), life.did('pauseClock')]).toEqual([['OUTSIDE_LIMIT', 'SUSPENSION'], []])
    life.tell({ type: 'RESUME' })
    expect([open(life), life.did('resumeClock')]).toEqual([['OUTSIDE_LIMIT'], []])
  })
  it('begins anew after a supplement when the version says so', () => {
    const { supplement } = sampleDefinition()
    const life = new Life(sampleDefinition({ supplement: { ...supplement, clock: 'restart' } })).until('check').supplement()
    life.tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'x' })
    expect(life.context.legalClock).toEqual({ startedAt: life.context.supplements[0]?.closedAt, stoppedAt: null, pauses: [] })
    expect(life.timer('LEGAL')).toBe('LEGAL:-:2')
  })
  it('runs while a withdrawal is asked for', () => {
    const life = new Life().until('check').tell({ type: 'REQUEST_WITHDRAWAL', ...reason })
    expect(open(life)).toEqual([])
    expect(life.context.work.at(-1)).toMatchObject({ workId: 'withdrawal#1', performer: { role: 'officer' } })
  })
})

describe('a limit that passes', () => {
  it('marks the step once and tells whoever has to know', () => {
    const life = new Life().until('allot')
    const timerId = life.timer('STEP')
    life.tell({ type: 'LIMIT_PASSED', timerId, kind: 'STEP' })
    expect(life.context.timers.find((timer) => timer.timerId === timerId)?.status).toBe('PASSED')
    expect(life.effects).toEqual([
      { type: 'notify', template: 'stepLate', audience: 'performer' },
      { type: 'notify', template: 'stepLate', audience: 'head' },
    ])
    expect(() => life.tell({ type: 'LIMIT_PASSED', timerId, kind: 'STEP' })).toThrow(/LIMIT_PASSED/)
  })
  it('is stale while the clock stands still', () => {
    const life = new Life().until('check')
    const [step, legal] = [life.timer('STEP'), life.timer('LEGAL')]
    life.supplement()
    expect(() => life.tell({ type: 'LIMIT_PASSED', timerId: legal, kind: 'LEGAL' })).toThrow(/LIMIT_PASSED/)
    expect(() => life.tell({ type: 'LIMIT_PASSED', timerId: step, kind: 'STEP' })).toThrow(/LIMIT_PASSED/)
  })
  it('passes for a step outside the limit, though the law does not count its time', () => {
    const life = postedLife().until('posting')
    expect(life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('STEP'), kind: 'STEP' }).did('notify')).toHaveLength(1)
  })
  it('is refused under another kind', () => {
    const life = new Life().until('check').supplement()
    expect(() => life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('SUPPLEMENT'), kind: 'LEGAL' })).toThrow(/LIMIT_PASSED/)
  })
})

describe('moved dates', () => {
  it('are promised anew once, with form 04', () => {
    const life = new Life().until('check')
    const event = {
      type: 'EXTEND' as const,
      newPromisedAt: '2026-12-01T01:00:00.000Z',
      basis: 'b',
      approverId: 'head',
      ...reason,
    }
    life.tell(event)
    expect([life.context.promisedAt, life.did('issueForm')]).toEqual([
      event.newPromisedAt,
      [{ type: 'issueForm', form: 'MAU_04' }],
    ])
    expect(() => life.tell({ ...event, newPromisedAt: '2026-12-02T01:00:00.000Z' })).toThrow(/EXTEND/)
    expect(() => new Life().until('check').tell({ ...event, newPromisedAt: '2026-01-01T00:00:00.000Z' })).toThrow(/EXTEND/)
  })
  it('follow another calendar, which is said once', () => {
    const life = new Life().until('check')
    const event = {
      type: 'RECALENDAR' as const,
      calendarVersionId: 'k2',
      oldDueAt: life.now,
      newDueAt: '2026-12-01T01:00:00.000Z',
    }
    expect(life.tell(event).effects).toEqual([{ type: 'notify', template: 'dueChanged', audience: 'applicant' }])
    expect(() => life.tell(event)).toThrow(/RECALENDAR/)
  })
})
