import { describe, expect, it } from 'vitest'
import { block, branch, flow, step } from '../procedure/patterns/flow.test-support.ts'
import { allowedWork } from './advance.ts'
import { isPaused } from './reading.ts'
import { thaw } from './snapshot.ts'

const reason = { reasonRef: 'r' }
const side = block('side', [branch('left', ['a', 'a2']), branch('right', ['b', 'b2'])], { type: 'all' }, 'after')
const steps = (more: Record<string, object> = {}) => [
  step('first', 'side'),
  step('a', ['a2', { id: 'out', to: 'after' }], more.a),
  step('a2', ['join', { id: 'back', to: 'a', back: true }], more.a2),
  step('b', 'b2', more.b),
  step('b2', 'join', more.b2),
  step('after', ['sign', { id: 'anew', to: 'side', back: true }], more.after),
]
const inside = (more?: Record<string, object>) => flow('first', steps(more), [side]).do('first')
const recall = (life: ReturnType<typeof inside>, workId: string, by: string) => life.tell({ type: 'RECALL', workId }, by)
const sendBack = (life: ReturnType<typeof inside>, from: string, toStep: string) =>
  life.tell({ type: 'SEND_BACK', workId: life.work(from), toStep, ...reason }, `${from}-person`, life.told)

describe('where a dossier stands in a block', () => {
  it('survives waiting in every branch: deep history remembers all of them, and no work is opened twice', () => {
    const life = inside().do('a').do('b').do('b2')
    const before = life.context.work
    life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'x', ...reason })
    expect(Object.values(life.state.historyValue)[0]).toHaveLength(2)
    life.tell({ type: 'RESUME' })
    expect(life.state.value).toEqual({ handling: { processing: { side: { left: 'a2', right: 'joined' } } } })
    expect(life.context.work).toEqual(before)
    expect(life.do('a2').at).toEqual(['after'])
  })
  it('is refused when a stored value leaves out a branch or names an unknown one', () => {
    const life = inside()
    for (const inner of [
      { left: 'a' },
      { left: 'a', right: 'elsewhere' },
      { left: 'a', other: 'b' },
      { left: 'a', right: 'b', more: 'b' },
    ])
      expect(() => thaw(life.machine, { ...life.state, value: { handling: { processing: { side: inner } } } })).toThrow(
        expect.objectContaining({ code: 'STATE_UNKNOWN' }),
      )
  })
  it('reports progress for every branch, and the withdrawal belongs to who has waited longest', () => {
    const life = inside()
    expect(life.did('progressPortal')).toEqual([
      { type: 'progressPortal', step: 'a' },
      { type: 'progressPortal', step: 'b' },
    ])
    life.tell({ type: 'REQUEST_WITHDRAWAL', ...reason }).tell({ type: 'DENY_WITHDRAWAL', ...reason })
    expect(life.at).toEqual(['a', 'b'])
  })
})

describe('going back in and around a block', () => {
  it('goes to a step of the same branch and leaves the other ones where they are', () => {
    const life = sendBack(inside().do('a').do('b'), 'a2', 'a')
    expect([life.at, life.rounds('b2')]).toEqual([['b2', 'a'], 1])
    expect(() => sendBack(life, 'a', 'b')).toThrow(/SEND_BACK/)
  })
  it('leaves the block for a step before it, and ends the other branches', () => {
    const life = sendBack(inside().do('b'), 'a', 'first')
    expect([life.at, life.outcomeOf('b2#1')]).toEqual([['first'], 'CANCELLED'])
    expect(
      life
        .do('first')
        .context.work.slice(-2)
        .map(({ workId }) => workId),
    ).toEqual(['a#2', 'b#2'])
  })
  it('comes from behind to the block as a whole, never into its middle', () => {
    const done = () => inside().do('a').do('a2').do('b').do('b2')
    expect(() => sendBack(done(), 'after', 'a2')).toThrow(/SEND_BACK/)
    expect(sendBack(done(), 'after', 'side').at).toEqual(['a', 'b'])
    expect(done().do('after', 'anew').at).toEqual(['a', 'b'])
    expect(allowedWork(done().machine, done().state, done().facts('after-person'))[0]?.sendBackTo.toSorted()).toEqual([
      'first',
      'side',
    ])
  })
  it('is reopened as a whole', () => {
    const life = inside().do('a').do('a2').do('b').do('b2').do('after').do('sign')
    const reopen = (toStep: string) => life.tell({ type: 'REOPEN', toStep, approverId: 'x', ...reason })
    expect(() => reopen('a')).toThrow(/REOPEN/)
    expect(reopen('side').at).toEqual(['a', 'b'])
  })
})

describe('calling back in a block', () => {
  it('takes back the entry: both branches are closed', () => {
    const life = recall(inside(), 'first#1', 'first-person')
    expect([life.at, life.outcomeOf('a#1'), life.outcomeOf('b#1')]).toEqual([['first'], 'RECALLED', 'RECALLED'])
    expect(life.do('first').at).toEqual(['a', 'b'])
  })
  it('is too late when one of them has looked', () => {
    const life = inside().tell({ type: 'OPEN_WORK', workId: 'b#1' }, 'b-person')
    expect(() => recall(life, 'first#1', 'first-person')).toThrow(/RECALL/)
  })
  it('takes back a step of one branch, and the others stay', () => {
    const life = recall(inside().do('a').do('b'), 'a#1', 'a-person')
    expect([life.at, life.state.value]).toEqual([['b2', 'a'], { handling: { processing: { side: { left: 'a', right: 'b2' } } } }])
    expect(() => recall(life, 'a#1', 'a-person')).toThrow(/RECALL/)
  })
  it('takes back the end of a branch that waits for the others', () => {
    const life = inside().do('a').do('a2')
    expect(allowedWork(life.machine, life.state, life.facts('a2-person'))[0]?.recalls).toBe('a2#1')
    recall(life, 'a2#1', 'a2-person')
    expect(life.at).toEqual(['b', 'a2'])
    expect(() => recall(life, 'a2#1', 'a2-person')).toThrow(/RECALL/)
    expect(life.do('a2').do('b').do('b2').at).toEqual(['after'])
  })
  it('takes back the end that completed the block', () => {
    const life = recall(inside().do('a').do('a2').do('b').do('b2'), 'b2#1', 'b2-person')
    expect(life.state.value).toEqual({ handling: { processing: { side: { left: 'joined', right: 'b2' } } } })
    expect(life.do('b2').at).toEqual(['after'])
  })
  it('takes back no end by which others were ended, and nobody else’s', () => {
    expect(() => recall(inside().do('a', 'out'), 'a#1', 'a-person')).toThrow(/RECALL/)
    expect(() => recall(inside().do('a'), 'a#1', 'b-person')).toThrow(/RECALL/)
  })
})

describe('the legal clock in a block', () => {
  const outside = { outsideLimit: { basis: 'niêm yết' } }
  it('stands still exactly while every open step lies outside the limit', () => {
    const life = inside({ a: outside, b: outside })
    const seen = [isPaused(life.context)]
    for (const each of ['a', 'a2', 'b', 'b2']) seen.push(isPaused(life.do(each).context))
    expect(seen).toEqual([true, false, true, false, false])
    expect(life.context.legalClock?.pauses).toMatchObject([{ basis: 'niêm yết' }, { basis: 'niêm yết' }])
    expect(life.context.legalClock?.pauses.every(({ from, to }) => to !== null && from < to)).toBe(true)
  })
  it('goes on outside the limit after waiting for others', () => {
    const life = inside({ a: outside, b: outside }).tell({ type: 'SUSPEND', basis: 'b', approverId: 'x', ...reason })
    life.tell({ type: 'RESUME' })
    expect(life.context.legalClock?.pauses.filter(({ to }) => to === null)).toMatchObject([{ reason: 'OUTSIDE_LIMIT' }])
  })
})
