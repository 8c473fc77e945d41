import { describe, expect, it } from 'vitest'
import { DomainError } from '../../domain-error.ts'
import { FEE } from '../../dossier/life.test-support.ts'
import { block, branch, Flow, flow, flowDefinition, step } from './flow.test-support.ts'

const reason = { reasonRef: 'r' }
const notice = {
  whenLate: 'consent',
  lateOutcome: 'silent',
  limit: { unit: 'workingDay', amount: 3 },
}
const waits = step(
  'waits',
  [
    { id: 'objected', to: 'check' },
    { id: 'silent', to: 'sign' },
  ],
  notice,
)

describe('state-based patterns', () => {
  it('pattern 16, deferred choice: whichever comes first, an answer or the limit, takes the other way away', () => {
    const life = () => flow('waits', [waits, step('check', 'sign')])
    const silent = life()
    silent.tell({ type: 'LIMIT_PASSED', timerId: silent.timer('STEP'), kind: 'STEP' }, 'system')
    expect([silent.at, silent.outcomeOf('waits#1')]).toEqual([['sign'], 'silent'])
    expect(() => silent.tell({ type: 'COMPLETE_STEP', workId: 'waits#1', outcome: 'objected' })).toThrow(/COMPLETE_STEP/)
    const answered = life()
    const timerId = answered.timer('STEP')
    expect(answered.do('waits', 'objected').at).toEqual(['check'])
    expect(() => answered.tell({ type: 'LIMIT_PASSED', timerId, kind: 'STEP' })).toThrow(/LIMIT_PASSED/)
    expect([silent.toTheEnd().shell, answered.do('check').toTheEnd().shell]).toEqual(['returned', 'returned'])
  })
  it('pattern 18, milestone: asking to withdraw is possible while nothing is decided, and no longer', () => {
    const life = flow('a', [step('a', 'sign'), step('seal', 'end', { kind: 'issue' })])
    const undecided = life.do('a').allowed()
    expect(undecided).toContain('REQUEST_WITHDRAWAL')
    life.do('sign')
    expect(life.context.decision).toBe('GRANTED')
    expect(() => life.tell({ type: 'REQUEST_WITHDRAWAL', ...reason })).toThrow(/REQUEST_WITHDRAWAL/)
    expect(life.tell({ type: 'RETURN_RESULT', deliveryId: 'd1' }).shell).toBe('returned')
  })
})

describe('cancellation and termination', () => {
  const side = block('side', [branch('left', ['a']), branch('right', ['b', 'c'])], { type: 'all' })

  it('pattern 19, cancel task: work that was opened and not yet looked at is withdrawn by whoever opened it', () => {
    const life = flow('a', [step('a', 'b'), step('b', 'sign')]).do('a')
    life.tell({ type: 'RECALL', workId: 'a#1' }, 'a-person')
    expect([life.at, life.outcomeOf('b#1')]).toEqual([['a'], 'RECALLED'])
    expect(() => life.tell({ type: 'COMPLETE_STEP', workId: 'b#1', outcome: 'done' }, 'b-person')).toThrow(/COMPLETE_STEP/)
    expect(life.do('a').do('b').toTheEnd().shell).toBe('returned')
  })
  it('pattern 20, cancel case: withdrawing or stopping ends everything at once, in all branches', () => {
    const steps = [step('a', 'join'), step('b', 'c'), step('c', 'join')]
    const stopped = flow('side', steps, [side]).tell({ type: 'STOP', by: 'AGENCY', basis: 'b', ...reason })
    const withdrawn = flow('side', steps, [side])
      .tell({ type: 'REQUEST_WITHDRAWAL', ...reason }, 'citizen')
      .tell({ type: 'CONFIRM_WITHDRAWAL' }, 'a-person')
    expect([stopped.shell, withdrawn.shell]).toEqual(['stopped', 'withdrawn'])
    for (const life of [stopped, withdrawn]) {
      expect([life.state.status, life.at]).toEqual(['done', []])
      expect(life.context.timers.every(({ status }) => status !== 'RUNNING')).toBe(true)
    }
  })
  it('pattern 25, cancel region: a way out of one branch ends what the others still had to do, and nothing else', () => {
    const ways = [
      { id: 'done', to: 'join' },
      { id: 'hopeless', to: 'refuse' },
    ]
    const steps = [step('first', 'side'), step('a', ways), step('b', 'c'), step('c', 'join'), step('refuse', 'sign')]
    const life = flow('first', steps, [side]).do('first').do('b').do('a', 'hopeless')
    expect([life.at, life.outcomeOf('c#1'), life.outcomeOf('b#1')]).toEqual([['refuse'], 'CANCELLED', 'done'])
    expect(life.do('refuse').toTheEnd().shell).toBe('returned')
  })
  it('pattern 43, explicit termination: the designated end ends processing although another branch is still at work', () => {
    const decides = step('a', { id: 'done', to: 'end', decision: 'REFUSED' }, { kind: 'sign' })
    const life = flow('side', [decides, step('b', 'c'), step('c', 'join')], [side]).do('a')
    expect([life.shell, life.at, life.outcomeOf('b#1')]).toEqual(['resultReady', [], 'CANCELLED'])
    expect(() => life.tell({ type: 'COMPLETE_STEP', workId: 'b#1', outcome: 'done' })).toThrow(/COMPLETE_STEP/)
    life.tell({ type: 'RETURN_RESULT', deliveryId: 'd1' }, 'desk')
    expect([life.shell, life.state.status]).toEqual(['returned', 'done'])
  })
})

describe('triggers', () => {
  it('pattern 24, persistent trigger: a payment that comes early is kept until the return waits for it', () => {
    const definition = flowDefinition('a', [step('a', 'sign')])
    const owing = (): Flow =>
      new Flow(definition)
        .open({ fees: [{ ...FEE, when: 'beforeReturn' }] })
        .tell({ type: 'ACCEPT', receivedAt: '2026-11-23T01:00:00.000Z' }, 'desk')
        .tell({ type: 'HAND_OVER' }, 'desk')
    const late = owing().do('a').do('sign')
    expect(() => late.tell({ type: 'RETURN_RESULT', deliveryId: 'd1' })).toThrow(/RETURN_RESULT/)
    const early = owing().tell({ type: 'FEE_SETTLED', feeId: FEE.feeId, amountVnd: FEE.amountVnd })
    expect(early.do('a').toTheEnd().shell).toBe('returned')
  })
  it('pattern 23, transient trigger, cannot be written: an event that nothing waits for is refused, so nothing is ever lost in silence', () => {
    const life = flow('a', [step('a', 'b'), step('b', 'sign')])
    const before = JSON.stringify(life.state)
    for (const event of [
      { type: 'SUPPLY', supplementId: 's1', dataRef: 'd' },
      { type: 'COMPLETE_STEP', workId: 'b#1', outcome: 'done' },
    ] as const) {
      expect(() => life.tell(event)).toThrow(DomainError)
      expect(() => life.tell(event)).toThrow(expect.objectContaining({ code: 'EVENT_NOT_ALLOWED' }))
    }
    expect(JSON.stringify(life.state)).toBe(before)
    expect(life.do('a').do('b').toTheEnd().shell).toBe('returned')
  })
})
