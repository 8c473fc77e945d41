import { describe, expect, it } from 'vitest'
import { block, branch, Flow, flow, flowDefinition, step } from './flow.test-support.ts'

const side = block('side', [branch('left', ['a']), branch('right', ['b'])], { type: 'all' })
const pair = [step('a', 'join'), step('b', 'join')]

describe('basic control flow', () => {
  it('pattern 1, sequence: a step is opened by the end of the one before it', () => {
    const life = flow('a', [step('a', 'b'), step('b', 'sign')])
    expect(life.at).toEqual(['a'])
    expect(() => life.do('b')).toThrow(/COMPLETE_STEP/)
    expect(life.do('a').at).toEqual(['b'])
    expect(life.context.work.at(-1)).toMatchObject({ workId: 'b#1', after: 'a#1' })
    expect(life.do('b').toTheEnd().shell).toBe('returned')
  })
  it('pattern 2, parallel split: entering a block opens every branch at once', () => {
    const life = flow('first', [step('first', 'side'), ...pair], [side]).do('first')
    expect(life.at).toEqual(['a', 'b'])
    expect(life.state.value).toEqual({ handling: { processing: { side: { left: 'a', right: 'b' } } } })
    expect(life.context.work.slice(-2).map(({ after }) => after)).toEqual(['first#1', 'first#1'])
    expect(life.do('b').do('a').toTheEnd().shell).toBe('returned')
  })
  it('pattern 3, synchronization: the last branch opens what follows, whichever it is', () => {
    for (const [one, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const life = flow('side', pair, [side]).do(one)
      expect(life.at).toEqual([other])
      expect(life.do(other).at).toEqual(['sign'])
      expect(life.rounds('sign')).toBe(1)
      expect(life.toTheEnd().shell).toBe('returned')
    }
  })
  it('pattern 4, exclusive choice: one of several ways is taken, and only one whose condition holds', () => {
    const ways = [
      { id: 'small', to: 'b', when: 'case = "ordinary"' },
      { id: 'large', to: 'c', when: 'case = "posted"' },
    ]
    const life = flow('a', [step('a', ways), step('b', 'sign'), step('c', 'sign')]).given({ 'a.small': true, 'a.large': false })
    expect(() => life.do('a', 'large')).toThrow(/COMPLETE_STEP/)
    expect(life.do('a', 'small').at).toEqual(['b'])
    expect(
      life
        .do('b')
        .toTheEnd()
        .context.work.some((work) => work.step === 'c'),
    ).toBe(false)
  })
  it('pattern 5, simple merge: several ways lead to one step, which each opens without waiting', () => {
    for (const way of ['b', 'c']) {
      const ways = [
        { id: 'b', to: 'b' },
        { id: 'c', to: 'c' },
      ]
      const life = flow('a', [step('a', ways), step('b', 'd'), step('c', 'd'), step('d', 'sign')])
        .do('a', way)
        .do(way)
      expect([life.at, life.rounds('d')]).toEqual([['d'], 1])
      expect(life.do('d').toTheEnd().shell).toBe('returned')
    }
  })
})

describe('advanced branching', () => {
  const three = block('side', [branch('left', ['a'], 'true'), branch('middle', ['b'], 'true'), branch('right', ['c'], 'true')], {
    type: 'all',
  })
  const steps = [step('first', 'side'), step('a', 'join'), step('b', 'join'), step('c', 'join')]
  const chosen = (left: boolean, middle: boolean, right: boolean) =>
    flow('first', steps, [three]).given({ 'side.left': left, 'side.middle': middle, 'side.right': right })

  it('pattern 6, multi-choice: of several branches those are opened whose conditions hold', () => {
    expect(chosen(true, false, true).do('first').at).toEqual(['a', 'c'])
    expect(chosen(false, true, false).do('first').at).toEqual(['b'])
    expect(chosen(true, true, true).do('first').do('a').do('b').do('c').toTheEnd().shell).toBe('returned')
    expect(() => chosen(false, false, false).do('first')).toThrow(/COMPLETE_STEP/)
  })
  it('pattern 7, structured synchronizing merge: waits for the branches that were chosen, and for no other', () => {
    const two = chosen(true, false, true).do('first').do('c')
    expect(two.at).toEqual(['a'])
    expect(two.do('a').at).toEqual(['sign'])
    expect(chosen(false, true, false).do('first').do('b').toTheEnd().shell).toBe('returned')
  })
  it('pattern 8, multi-merge, cannot be written: no step stands in two branches, and a way out of a block ends the other branches', () => {
    const twice = block('side', [branch('left', ['a', 'c']), branch('right', ['b', 'c'])], { type: 'all' })
    const shared = [step('a', 'c'), step('b', 'c'), step('c', 'join')]
    expect(() => new Flow(flowDefinition('side', shared, [twice]))).toThrow(
      expect.objectContaining({ code: 'DEFINITION_INVALID' }),
    )
    const out = [step('a', 'c'), step('b', 'c'), step('c', 'sign')]
    const life = flow('side', out, [side]).do('a')
    expect([life.at, life.rounds('c'), life.outcomeOf('b#1')]).toEqual([['c'], 1, 'CANCELLED'])
    expect(life.do('c').toTheEnd().shell).toBe('returned')
  })
  it('pattern 10, arbitrary cycles: ways back with several entries and exits', () => {
    const steps = [
      step('a', 'b'),
      step('b', [
        { id: 'done', to: 'c' },
        { id: 'over', to: 'd' },
      ]),
      step('c', [
        { id: 'done', to: 'd' },
        { id: 'again', to: 'a', back: true },
      ]),
      step('d', [
        { id: 'done', to: 'sign' },
        { id: 'again', to: 'b', back: true },
      ]),
    ]
    const life = flow('a', steps)
      .do('a')
      .do('b')
      .do('c', 'again')
      .do('a')
      .do('b', 'over')
      .do('d', 'again')
      .do('b')
      .do('c')
      .do('d')
    expect(['a', 'b', 'c', 'd'].map((each) => life.rounds(each))).toEqual([2, 3, 2, 2])
    expect(life.toTheEnd().shell).toBe('returned')
  })
  it('pattern 21, structured loop: a step is repeated until the condition at its end no longer sends it back', () => {
    const ways = [
      { id: 'again', to: 'a', back: true, when: 'case = "posted"' },
      { id: 'done', to: 'sign', when: 'case = "ordinary"' },
    ]
    const life = flow('a', [step('a', 'b'), step('b', ways)]).given({ 'b.again': true, 'b.done': false })
    life.do('a').do('b', 'again').do('a').do('b', 'again').do('a')
    expect(() => life.do('b')).toThrow(/COMPLETE_STEP/)
    life.given({ 'b.again': false, 'b.done': true })
    expect(() => life.do('b', 'again')).toThrow(/COMPLETE_STEP/)
    expect([life.do('b').at, life.rounds('a')]).toEqual([['sign'], 3])
    expect(life.toTheEnd().shell).toBe('returned')
  })
})

describe('joins that do not wait for all', () => {
  const of = (join: object) =>
    flow(
      'side',
      [step('a', 'a2'), step('a2', 'join'), step('b', 'join'), step('c', 'join')],
      [block('side', [branch('left', ['a', 'a2']), branch('middle', ['b']), branch('right', ['c'])], join)],
    )
  it('pattern 29, cancelling discriminator: the first branch that is finished goes on, the others are ended', () => {
    const life = of({ type: 'any' }).do('b')
    expect(life.at).toEqual(['sign'])
    expect([life.outcomeOf('a#1'), life.outcomeOf('c#1')]).toEqual(['CANCELLED', 'CANCELLED'])
    expect(() => life.do('c')).toThrow(/COMPLETE_STEP/)
    expect(life.toTheEnd().shell).toBe('returned')
  })
  it('pattern 32, cancelling partial join: as many branches as wanted go on, the rest is ended', () => {
    const life = of({ type: 'atLeast', n: 2 }).do('c')
    expect(life.at).toEqual(['a', 'b'])
    expect(life.do('a').at).toEqual(['b', 'a2'])
    expect(life.do('b').at).toEqual(['sign'])
    expect(life.outcomeOf('a2#1')).toBe('CANCELLED')
    expect(life.toTheEnd().shell).toBe('returned')
  })
})
