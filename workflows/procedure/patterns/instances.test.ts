import { describe, expect, it } from 'vitest'
import { block, branch, consult, type Flow, flow, member, step } from './flow.test-support.ts'

const three = [member('tax'), member('land'), member('police')]
const chosen = (more: object = {}) => ({
  chosen: { min: 1, max: 5, role: 'officer', unitKind: 'economy', from: 'own', addLater: false, ...more },
})
const ask = (life: Flow, ...people: string[]) =>
  life.tell(
    {
      type: 'ASK_OPINION',
      workId: life.work('asking'),
      members: people.map((accountId, index) => ({ member: `m${index + 1}`, accountId })),
    },
    'asking-person',
  )
const add = (life: Flow, name: string, accountId: string) =>
  life.tell({ type: 'ADD_MEMBER', workId: life.work('asking'), member: { member: name, accountId } }, 'asking-person')
const open = (life: Flow) => life.context.opinions.filter(({ status }) => status === 'OPEN').map(({ member: id }) => id)

describe('multiple instances: members who are asked side by side', () => {
  it('pattern 13, with a priori design-time knowledge: the version names the members, and the step waits for all', () => {
    const life = flow('asking', [consult('asking', { fixed: three, join: { type: 'all' } })])
    expect(open(life)).toEqual(['tax', 'land', 'police'])
    life.opinion('asking', 'land').opinion('asking', 'tax')
    expect(() => life.do('asking')).toThrow(/COMPLETE_STEP/)
    expect(life.opinion('asking', 'police', 'no').do('asking').toTheEnd().shell).toBe('returned')
  })
  it('pattern 14, with a priori run-time knowledge: their number is chosen when the step is open, before the first is asked', () => {
    for (const people of [['an'], ['an', 'binh', 'chi']]) {
      const life = ask(flow('asking', [consult('asking', { ...chosen(), join: { type: 'all' } })]), ...people)
      expect(open(life)).toHaveLength(people.length)
      expect(() => add(life, 'more', 'dung')).toThrow(/ADD_MEMBER/)
      for (const [index, person] of people.entries())
        life.tell(
          { type: 'GIVE_OPINION', workId: life.work('asking'), member: `m${index + 1}`, answer: 'yes', dataRef: 'd' },
          person,
        )
      expect(life.do('asking').toTheEnd().shell).toBe('returned')
    }
  })
  it('pattern 15, without a priori run-time knowledge: more are asked while others have answered already', () => {
    const life = ask(flow('asking', [consult('asking', { ...chosen({ addLater: true }), join: { type: 'all' } })]), 'an')
    life.tell({ type: 'GIVE_OPINION', workId: life.work('asking'), member: 'm1', answer: 'no', dataRef: 'd' }, 'an')
    add(life, 'm2', 'binh')
    expect(() => life.do('asking')).toThrow(/COMPLETE_STEP/)
    life.tell({ type: 'GIVE_OPINION', workId: life.work('asking'), member: 'm2', answer: 'yes', dataRef: 'd' }, 'binh')
    expect(life.do('asking').toTheEnd().shell).toBe('returned')
  })
  it('pattern 35, cancelling partial join: when enough have answered the others are told that they need not', () => {
    const life = flow('asking', [consult('asking', { fixed: three, join: { type: 'atLeast', n: 2 }, rest: 'cancel' })])
    life.opinion('asking', 'tax')
    expect(() => life.do('asking')).toThrow(/COMPLETE_STEP/)
    life.opinion('asking', 'police')
    expect([open(life), life.outcomeOf('asking#1.land')]).toEqual([[], 'CANCELLED'])
    expect(() => life.opinion('asking', 'land')).toThrow(/GIVE_OPINION/)
    expect(life.do('asking').toTheEnd().shell).toBe('returned')
  })
  it('pattern 26, cancel multiple instance activity: leaving the step otherwise ends everybody’s work', () => {
    const life = flow('first', [
      step('first', 'asking'),
      consult('asking', { fixed: three, join: { type: 'all' } }, ['sign', { id: 'drop', to: 'first', back: true }]),
    ])
    life.do('first').opinion('asking', 'tax').do('asking', 'drop')
    expect([life.at, open(life)]).toEqual([['first'], []])
    expect(life.context.opinions.map(({ status }) => status)).toEqual(['ANSWERED', 'CANCELLED', 'CANCELLED'])
    expect(() => life.opinion('asking', 'land')).toThrow(/GIVE_OPINION/)
    life.do('first')
    for (const who of ['tax', 'land', 'police']) life.opinion('asking', who)
    expect(life.do('asking').toTheEnd().shell).toBe('returned')
  })
  it('pattern 27, complete multiple instance activity: the rest is withdrawn, and the step goes on with what it has', () => {
    const life = flow('asking', [consult('asking', { fixed: three, join: { type: 'all' } })]).opinion('asking', 'tax')
    life.tell({ type: 'CLOSE_OPINIONS', workId: life.work('asking'), reasonRef: 'r' }, 'asking-person')
    expect(life.context.opinions.map(({ status }) => status)).toEqual(['ANSWERED', 'CANCELLED', 'CANCELLED'])
    expect(life.do('asking').toTheEnd().shell).toBe('returned')
  })
  it('asks inside a branch as well, and a branch that is cancelled asks nobody any more', () => {
    const life = flow(
      'side',
      [consult('asking', { fixed: three, join: { type: 'all' } }, 'join'), step('b', 'join')],
      [block('side', [branch('left', ['asking']), branch('right', ['b'])], { type: 'any' })],
    ).do('b')
    expect([life.at, open(life), life.outcomeOf('asking#1')]).toEqual([['sign'], [], 'CANCELLED'])
    expect(life.toTheEnd().shell).toBe('returned')
  })
})
