import { describe, expect, it } from 'vitest'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { advance, allowedWork, openWorkOf } from './advance.ts'
import { Life, postedLife } from './life.test-support.ts'

const done = (life: Life, step: string) => life.context.work.find((work) => work.step === step)

describe('four eyes', () => {
  it('keep whoever wrote it from agreeing to it', () => {
    const life = new Life().until('agree')
    expect(() => life.complete('agreed', 'officer')).toThrow(/COMPLETE_STEP/)
    expect(() => life.tell({ type: 'ASSIGN', workId: life.workId, accountId: 'officer', mode: 'assign' }, 'head')).toThrow(
      /ASSIGN/,
    )
    expect(() => life.tell({ type: 'OPEN_WORK', workId: life.workId }, 'officer')).toThrow(/OPEN_WORK/)
    expect(life.complete('agreed', 'head').step).toBe('sign')
  })
  it('give a step to whoever did the other one', () => {
    const life = new Life().until('write')
    expect(life.context.work.at(-1)).toMatchObject({ workId: 'write#1', assigneeId: 'officer' })
    expect(() => life.complete('forward', 'another')).toThrow(/COMPLETE_STEP/)
    expect(() => life.tell({ type: 'ASSIGN', workId: 'write#1', accountId: 'another', mode: 'reassign' }, 'head')).toThrow(
      /ASSIGN/,
    )
  })
})

describe('assigning', () => {
  const assign = (mode: 'claim' | 'assign' | 'reassign' | 'release', accountId: string, by: string) => (life: Life) =>
    life.tell({ type: 'ASSIGN', workId: life.workId, accountId, mode }, by)

  it('is claimed for oneself only, and then others cannot complete it', () => {
    const life = assign('claim', 'lan', 'lan')(new Life().until('check'))
    expect(() => life.complete('eligible', 'minh')).toThrow(/COMPLETE_STEP/)
    expect(() => assign('claim', 'minh', 'minh')(life)).toThrow(/ASSIGN/)
    expect(() => assign('claim', 'lan', 'minh')(new Life().until('check'))).toThrow(/ASSIGN/)
    expect(done(life.complete('eligible', 'lan'), 'check')).toMatchObject({ closedById: 'lan', outcome: 'eligible' })
  })
  it('is assigned, moved to somebody else and given back', () => {
    const life = assign('assign', 'lan', 'head')(new Life().until('check'))
    expect(() => assign('reassign', 'lan', 'head')(life)).toThrow(/ASSIGN/)
    assign('reassign', 'minh', 'head')(life)
    expect(done(life, 'check')?.assigneeId).toBe('minh')
    assign('release', 'minh', 'minh')(life)
    expect(done(life, 'check')?.assigneeId).toBeNull()
    expect(() => assign('release', 'minh', 'minh')(life)).toThrow(/ASSIGN/)
  })
  it('also works for the duties of the desk', () => {
    const life = new Life().open()
    life.tell({ type: 'ASSIGN', workId: 'intake#1', accountId: 'desk', mode: 'claim' }, 'desk')
    expect(done(life, 'intake')?.assigneeId).toBe('desk')
  })
})

describe('calling back', () => {
  const recall = (life: Life, workId: string, by: string) => life.tell({ type: 'RECALL', workId }, by)

  it('takes the work back to whoever did it, until the next one has looked', () => {
    const life = recall(new Life().until('visit'), 'check#1', 'officer')
    expect(life.context.work.slice(-2)).toMatchObject([
      { workId: 'visit#1', outcome: 'RECALLED' },
      { workId: 'check#2', assigneeId: 'officer', closedAt: null },
    ])
    expect(life.effects).toContainEqual({ type: 'progressPortal', step: 'check' })
  })
  it('is too late once the next one has looked', () => {
    const life = new Life().until('visit').tell({ type: 'OPEN_WORK', workId: 'visit#1' }, 'lan')
    expect(() => recall(life, 'check#1', 'officer')).toThrow(/RECALL/)
  })
  it('is only for one’s own last work', () => {
    expect(() => recall(new Life().until('visit'), 'check#1', 'another')).toThrow(/RECALL/)
    expect(() => recall(new Life().until('visit'), 'allot#1', 'head')).toThrow(/RECALL/)
  })
  it('takes a signature back', () => {
    const life = recall(new Life().until('enter'), 'sign#1', 'leader')
    expect([life.step, life.context.decision]).toEqual(['sign', null])
  })
  it('does not go to and fro', () => {
    const life = recall(new Life().until('visit'), 'check#1', 'officer')
    expect(() => recall(life, 'visit#1', 'officer')).toThrow(/RECALL/)
  })
})

describe('sending back', () => {
  it('opens a new round for whoever did it, with a reason, and the decision is taken anew', () => {
    const life = new Life().until('enter')
    life.tell({ type: 'SEND_BACK', workId: 'enter#1', toStep: 'write', reasonRef: 'r' }, 'clerk')
    expect(life.context.work.slice(-2)).toMatchObject([
      { workId: 'enter#1', outcome: 'SENT_BACK', reasonRef: 'r' },
      { workId: 'write#2', round: 2, assigneeId: 'officer' },
    ])
    expect(life.context.decision).toBeNull()
  })
  it('goes only to steps that were done before', () => {
    const send = (toStep: string) => () =>
      new Life().until('write').tell({ type: 'SEND_BACK', workId: 'write#1', toStep, reasonRef: 'r' }, 'officer')
    expect(send('posting')).toThrow(/SEND_BACK/)
    expect(send('sign')).toThrow(/SEND_BACK/)
    expect(send('write')).toThrow(/SEND_BACK/)
    expect(send('check')().step).toBe('check')
  })
})

describe('an outcome', () => {
  it('needs its condition, its case and its reason', () => {
    const post = (told: object) => () => postedLife().until('check').complete('mustPost', 'officer', told)
    expect(post({ conditions: {} })).toThrow(/COMPLETE_STEP/)
    expect(post({ conditions: { 'check.mustPost': true } })().step).toBe('posting')
    const ordinary = new Life().until('check')
    expect(() => ordinary.complete('mustPost', 'officer', { conditions: { 'check.mustPost': true } })).toThrow(/COMPLETE_STEP/)
    const refusal = { type: 'COMPLETE_STEP' as const, workId: 'check#1', outcome: 'proposeRefuse' }
    expect(() => ordinary.tell(refusal, 'officer')).toThrow(/COMPLETE_STEP/)
    expect(ordinary.tell({ ...refusal, reasonRef: 'r' }, 'officer').step).toBe('write')
  })
  it('has to be one of this step, for work that is open', () => {
    const life = new Life().until('check')
    expect(() => life.complete('granted', 'officer')).toThrow(/COMPLETE_STEP/)
    expect(() => life.tell({ type: 'COMPLETE_STEP', workId: 'allot#1', outcome: 'forward' }, 'head')).toThrow(/COMPLETE_STEP/)
  })
  it('cannot be numbered or end before it is decided', () => {
    const definition = sampleDefinition({}, (step) =>
      step.id === 'allot' ? { ...step, outcomes: [...step.outcomes, { id: 'cut', labelVi: 'Tắt', to: 'end' }] } : step,
    )
    expect(() => new Life(definition).until('allot').complete('cut', 'head')).toThrow(/COMPLETE_STEP/)
  })
})

it('says for each open work what this person could do with it', () => {
  const life = new Life().until('register')
  const of = (by: string) => allowedWork(life.machine, life.state, life.facts(by))
  expect(of('officer')).toMatchObject([
    {
      workId: 'register#1',
      outcomes: ['answered', 'rejected'],
      sendBackTo: ['allot', 'check', 'visit', 'tax'],
      mayClaim: true,
      recalls: 'tax#1',
    },
  ])
  life.tell({ type: 'ASSIGN', workId: 'register#1', accountId: 'lan', mode: 'assign' }, 'head')
  expect(of('minh')).toMatchObject([{ outcomes: [], sendBackTo: [], mayOpen: false, mayClaim: false, mayRelease: false }])
  expect(of('lan')).toMatchObject([{ outcomes: ['answered', 'rejected'], mayOpen: true, mayRelease: true }])
})

it('names the performer and the limit of open work', () => {
  const life = new Life().open()
  expect(openWorkOf(life.machine, life.context)).toMatchObject([
    { workId: 'intake#1', limit: { unit: 'workingHour', amount: 8 } },
  ])
  const facts = life.facts('desk')
  expect(advance(life.machine, life.state, { type: 'ACCEPT', receivedAt: facts.now }, facts).work).toMatchObject([
    { workId: 'handOver#1', performer: { role: 'desk' } },
  ])
})
