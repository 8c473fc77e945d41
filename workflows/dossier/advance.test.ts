import { describe, expect, it } from 'vitest'
import { compile } from '../procedure/compile.ts'
import { block, branch, flow, step } from '../procedure/patterns/flow.test-support.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { advance } from './advance.ts'
import { Life } from './life.test-support.ts'
import { shellState } from './national-code.ts'
import { project } from './project.ts'
import { replay } from './replay.ts'

const failure = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}

describe('an event that the state does not take', () => {
  it('is refused with what would be allowed, and changes nothing', () => {
    const life = new Life().accept()
    const before = JSON.stringify(life.state)
    const error = failure(() => life.tell({ type: 'RETURN_RESULT', deliveryId: 'd' }, 'desk'))
    expect(error).toMatchObject({
      code: 'EVENT_NOT_ALLOWED',
      details: { event: 'RETURN_RESULT', allowed: expect.arrayContaining(['HAND_OVER', 'REQUEST_WITHDRAWAL']) },
    })
    expect(JSON.stringify(life.state)).toBe(before)
  })
  it('is refused before a dossier is opened', () => {
    expect(failure(() => new Life().tell({ type: 'RESUME' }))).toMatchObject({ details: { allowed: ['OPEN'] } })
  })
  it('is refused from a door that the version does not open', () => {
    const life = new Life(sampleDefinition({ sources: ['DESK'] }))
    expect(failure(() => life.open())).toMatchObject({ code: 'EVENT_NOT_ALLOWED' })
  })
})

describe('a state that the version does not know', () => {
  const machine = compile(sampleDefinition())
  const life = () => new Life().until('check').tell({ type: 'SUSPEND', basis: 'b', approverId: 'h', reasonRef: 'r' })
  const facts = life().facts('somebody')
  const resume = (change: object) => failure(() => advance(machine, { ...life().state, ...change }, { type: 'RESUME' }, facts))

  it.each([
    ['another machine', { machine: 'p_9_999999_v2' }],
    ['a later shell', { shellVersion: 3 }],
    ['an earlier shell', { shellVersion: 1 }],
    ['an unknown state', { value: 'elsewhere' }],
    ['an unknown step', { value: { handling: { processing: 'elsewhere' } } }],
    ['a parent without a child', { value: 'handling' }],
    ['two states at once', { value: { handling: 'accepted', suspended: {} } }],
    ['an unknown history', { historyValue: { elsewhere: [{ id: 'step-check' }] } }],
    ['a step to return to that is gone', { historyValue: { whereItStood: [{ id: 'step-elsewhere' }] } }],
    ['a parent to return to', { historyValue: { whereItStood: [{ id: 'handling' }] } }],
    ['nothing to return to', { historyValue: {} }],
    ['an empty memory', { historyValue: { whereItStood: [] } }],
    ['an end that is not marked', { value: 'returned' }],
    ['a mark without an end', { status: 'done' }],
    ['a value of no shape', { value: {} }],
  ])('is never guessed: %s', (_what, change) => {
    expect(resume(change)).toMatchObject({ code: 'STATE_UNKNOWN', details: { machine: 'p_9_999999_v1' } })
  })
  it.each(['opinions', 'transfers', 'subs', 'work', 'endedAt'] as const)('is never guessed: a memory without %s', (key) => {
    const { [key]: _gone, ...context } = life().state.context
    expect(resume({ context })).toMatchObject({ code: 'STATE_UNKNOWN', message: expect.stringContaining(`context.${key}`) })
  })
  it('is never guessed: half a block, an unknown branch, a step of another branch', () => {
    const side = block('side', [branch('left', ['a']), branch('right', ['b'])], { type: 'all' })
    const inside = flow('side', [step('a', 'join'), step('b', 'join')], [side])
    const told = inside.facts('somebody')
    const at = (value: object) =>
      failure(() =>
        advance(
          inside.machine,
          { ...inside.state, value: { handling: { processing: { side: value } } } },
          { type: 'SUSPEND', basis: 'b', approverId: 'h', reasonRef: 'r' },
          told,
        ),
      )
    for (const value of [{ left: 'a' }, { left: 'a', middle: 'b' }, { left: 'a', right: 'a' }, { left: 'a', right: {} }])
      expect(at(value)).toMatchObject({ code: 'STATE_UNKNOWN' })
  })
})

describe('compiling', () => {
  it('never has a dot in an id, because XState would lose its history', () => {
    const { chart, id } = compile(sampleDefinition())
    expect(id).toBe('p_9_999999_v1')
    const ids = (nodes: typeof chart.states): string[] => Object.values(nodes).flatMap((node) => [node.id, ...ids(node.states)])
    expect(ids(chart.states).filter((each) => each.includes('.'))).toEqual([])
  })
  it('refuses a step that is not there, and a shell that is not known', () => {
    expect(failure(() => compile(sampleDefinition({ start: 'elsewhere' })))).toMatchObject({ code: 'DEFINITION_INVALID' })
    expect(failure(() => compile(sampleDefinition(), 99))).toMatchObject({ code: 'STATE_UNKNOWN' })
  })
})

describe('replay', () => {
  it('gives the stored state again', () => {
    const life = new Life().finish().tell({ type: 'RETURN_RESULT', deliveryId: 'd' })
    expect(replay({ v1: life.definition }, life.rows)).toEqual(life.state)
  })
  it('refuses rows of unknown versions, unknown events and no rows', () => {
    const { rows, definition } = new Life().open()
    expect(failure(() => replay({}, rows))).toMatchObject({ code: 'PROCEDURE_UNKNOWN' })
    expect(
      failure(() =>
        replay(
          { v1: definition },
          rows.map((row) => ({ ...row, type: 'SOMETHING' })),
        ),
      ),
    ).toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(failure(() => replay({ v1: definition }, []))).toMatchObject({ code: 'INPUT_INVALID' })
  })
})

it('reads rows off the state', () => {
  const life = new Life().until('agree').supplement()
  const rows = project(life.definition, life.state)
  expect(rows).toMatchObject({ status: 'active', shellState: 'awaitingSupplement', nationalCode: 5, currentSteps: ['agree'] })
  expect(rows.workItems.find(({ step }) => step === 'agree')).toMatchObject({ stepKind: 'approve', excludedAccountId: 'officer' })
  expect(
    rows.clocks.filter(({ clock }) => clock === 'legal').map(({ kind, reason, endAt }) => [kind, reason, endAt === null]),
  ).toEqual([
    ['RUN', null, true],
    ['PAUSE', 'OUTSIDE_LIMIT', false],
    ['PAUSE', 'SUPPLEMENT', true],
  ])
  const of = (kind: string) => rows.timers.findLast((timer) => timer.kind === kind)
  expect([of('LEGAL')?.limit, of('LEGAL')?.pauses.length]).toEqual([{ unit: 'workingDay', amount: 3, end: 'arrivalTime' }, 2])
  expect([of('STEP')?.limit?.amount, of('STEP')?.pauses.length]).toEqual([0.5, 1])
  expect([of('SUPPLEMENT')?.limit?.amount, of('SUPPLEMENT')?.pauses]).toEqual([5, []])
  expect(shellState(life.state)).toBe('awaitingSupplement')
})

it('keeps a date that was set for the answer, instead of the limit', () => {
  const life = new Life().until('check').supplement('s1', '2026-12-24T09:00:00.000Z')
  expect(life.did('startTimer')).toEqual([
    { type: 'startTimer', timerId: 'SUPPLEMENT:-:1', kind: 'SUPPLEMENT', limit: null, dueAt: '2026-12-24T09:00:00.000Z' },
  ])
})
