import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition, Step } from './definition.ts'
import type { Rule } from './findings.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { verify } from './verify.ts'
import { verifyData } from './verify-data.ts'

const sample = sampleDefinition()
const changeStep = (id: string, change: (step: Step) => Partial<Step>): ProcedureDefinition => ({
  ...sample,
  steps: sample.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)),
})
const outcomeTo = (id: string, outcome: string, to: string): ProcedureDefinition =>
  changeStep(id, ({ outcomes }) => ({ outcomes: outcomes.map((each) => (each.id === outcome ? { ...each, to } : each)) }))
const addOutcome = (id: string, more: Partial<Step['outcomes'][number]> & { id: string; to: string }): ProcedureDefinition =>
  changeStep(id, ({ outcomes }) => ({
    outcomes: [...outcomes, { labelVi: 'Kết quả thêm', back: false, reasonRequired: false, noObligation: false, ...more }],
  }))
const without = (id: string, outcome: string): ProcedureDefinition =>
  changeStep(id, ({ outcomes }) => ({ outcomes: outcomes.filter((each) => each.id !== outcome) }))
const caseOf = (change: object) => ({ ...sample, cases: sample.cases.map((each) => ({ ...each, ...change })) })
const performer = (id: string, change: object) => changeStep(id, (step) => ({ performer: { ...step.performer, ...change } }))

describe('verifying a version', () => {
  it('finds nothing in the sample', () => {
    const { findings, states, transitions } = verify(sample)
    expect(findings).toEqual([])
    expect(states).toBeGreaterThan(50)
    expect(transitions).toBeGreaterThan(states)
  })

  /** Each broken in one way only. */
  const broken: [string, Rule, ProcedureDefinition][] = [
    ['an outcome leads nowhere', 'stepUnknown', outcomeTo('check', 'eligible', 'elsewhere')],
    ['the first step is missing', 'stepUnknown', { ...sample, start: 'elsewhere' }],
    ['a step is there twice', 'idTwice', { ...sample, steps: [...sample.steps, ...sample.steps.slice(0, 1)] }],
    ['an outcome is there twice', 'idTwice', addOutcome('visit', { id: 'found', to: 'tax' })],
    [
      'a step takes the name of a duty',
      'idReserved',
      { ...sample, steps: [...sample.steps, ...sample.steps.slice(0, 1).map((step) => ({ ...step, id: 'intake' }))] },
    ],
    ['a step exists in an unknown case', 'caseUnknown', changeStep('posting', () => ({ onlyIn: ['posted', 'elsewhere'] }))],
    ['a case drops an unknown paper', 'paperUnknown', caseOf({ dropPapers: ['elsewhere'] })],
    ['a case shortens an unknown step', 'stepUnknown', caseOf({ stepLimits: { elsewhere: sample.limit } })],
    ['the last case has a condition', 'lastCase', { ...sample, cases: sample.cases.slice(0, 1) }],
    [
      'a condition names an unknown field',
      'condition',
      addOutcome('visit', { id: 'other', to: 'tax', when: 'unknownField = 1' }),
    ],
    ['a condition is no FEEL', 'condition', caseOf({ when: 'kindOfMatter = (' })],
    [
      'a fee names an unknown field',
      'condition',
      { ...sample, fees: sample.fees.map((fee) => ({ ...fee, appliesIf: 'unknownField > 1' })) },
    ],
    ['a step follows itself', 'forwardLoop', addOutcome('visit', { id: 'again', to: 'check' })],
    [
      'every outcome has a condition',
      'mayBeStuck',
      changeStep('visit', ({ outcomes }) => ({ outcomes: outcomes.map((each) => ({ ...each, when: 'case = "posted"' })) })),
    ],
    ['a draft decides', 'kind', addOutcome('write', { id: 'decided', to: 'agree', decision: 'GRANTED' })],
    ['a signature decides nothing', 'kind', addOutcome('sign', { id: 'maybe', to: 'enter' })],
    ['nobody writes down what the register answered', 'kind', changeStep('register', () => ({ data: undefined }))],
    ['a posting never ends', 'kind', changeStep('posting', () => ({ limit: null }))],
    ['an officer’s own time is left out of the limit', 'kind', changeStep('write', () => ({ outsideLimit: { basis: 'x' } }))],
    [
      'the steps take longer than the law gives',
      'limitChain',
      changeStep('write', () => ({ limit: { unit: 'workingDay', amount: 3, end: 'arrivalTime' } })),
    ],
    ['a case leaves less time', 'limitChain', caseOf({ limit: { unit: 'workingHour', amount: 2, end: 'arrivalTime' } })],
    ['the same and not the same person', 'fourEyes', performer('write', { sameAs: 'check', notSameAs: 'check' })],
    ['a leader who has to be an officer', 'fourEyes', performer('sign', { sameAs: 'check' })],
    ['there is no written refusal', 'resultMissing', { ...sample, results: sample.results.slice(0, 1) }],
    ['it ends before it begins', 'dates', { ...sample, effectiveTo: '2020-01-01' }],
    [
      'money is wanted first but cannot be paid',
      'feeDeadlock',
      { ...sample, fees: sample.fees.map((fee) => ({ ...fee, payOnline: false })) },
    ],
    ['nothing leads to a step', 'unreachableStep', without('check', 'mustPost')],
    ['a step can only be reached in no case', 'unreachableStep', changeStep('posting', () => ({ onlyIn: [] }))],
    ['an outcome comes before any decision', 'unreachableOutcome', addOutcome('allot', { id: 'cut', to: 'end' })],
    ['nobody may sign', 'unreachableOutcome', performer('agree', { sameAs: 'write' })],
    ['a step has only ways back', 'noResult', without('enter', 'numbered')],
  ]
  const seenByRunning: readonly Rule[] = ['unreachableStep', 'unreachableOutcome', 'noResult']
  it.each(broken)('finds that %s (%s)', (_what, rule, definition) => {
    const findings = seenByRunning.includes(rule) ? verify(definition).findings : verifyData(definition)
    expect(findings.map((each) => each.rule)).toContain(rule)
  })

  it('shows the shortest way to what it found, in both languages', () => {
    const { findings } = verify(performer('agree', { sameAs: 'write' }))
    const found = findings.find(({ rule, step }) => rule === 'noResult' && step === 'check')
    expect(found?.path.map(({ type }) => type)).toEqual(['OPEN', 'ACCEPT', 'HAND_OVER', 'COMPLETE_STEP'])
    expect(found?.vi).toBe('Từ đây không bao giờ trả được kết quả')
    expect(found?.en).toBe('From here no result can ever be returned')
  })
  it('says when there is too much to look at', () => {
    const { findings, states } = verify(sample, { maxStates: 10 })
    expect(states).toBe(10)
    expect(findings.map(({ rule }) => rule)).toEqual(['tooManyStates'])
  })
  it('measures only with a clock that it is given', () => {
    let now = 0
    expect(verify(sample, { maxStates: 10 }).ms).toBe(0)
    expect(verify(sample, { maxStates: 10, clock: () => (now += 7) }).ms).toBe(7)
  })
})
