import type { Broken } from './broken.test-support.ts'
import type { ProcedureDefinition, Step } from './definition.ts'
import { sampleDefinition } from './sample.test-support.ts'

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

/** Each broken in one way only. */
export const BROKEN_PLAIN: Broken[] = [
  ['an outcome leads nowhere', 'stepUnknown', 'check', outcomeTo('check', 'eligible', 'elsewhere')],
  ['the first step is missing', 'stepUnknown', null, { ...sample, start: 'elsewhere' }],
  ['a step is there twice', 'idTwice', null, { ...sample, steps: [...sample.steps, ...sample.steps.slice(0, 1)] }],
  ['an outcome is there twice', 'idTwice', 'visit', addOutcome('visit', { id: 'found', to: 'tax' })],
  [
    'a step takes the name of a duty',
    'idReserved',
    'intake',
    { ...sample, steps: [...sample.steps, ...sample.steps.slice(0, 1).map((step) => ({ ...step, id: 'intake' }))] },
  ],
  [
    'a step exists in an unknown case',
    'caseUnknown',
    'posting',
    changeStep('posting', () => ({ onlyIn: ['posted', 'elsewhere'] })),
  ],
  ['a case drops an unknown paper', 'paperUnknown', null, caseOf({ dropPapers: ['elsewhere'] })],
  ['a case shortens an unknown step', 'stepUnknown', null, caseOf({ stepLimits: { elsewhere: sample.limit } })],
  ['the last case has a condition', 'lastCase', null, { ...sample, cases: sample.cases.slice(0, 1) }],
  [
    'a condition names an unknown field',
    'condition',
    'visit',
    addOutcome('visit', { id: 'other', to: 'tax', when: 'unknownField = 1' }),
  ],
  ['a condition is no FEEL', 'condition', null, caseOf({ when: 'kindOfMatter = (' })],
  [
    'a fee names an unknown field',
    'condition',
    null,
    { ...sample, fees: sample.fees.map((fee) => ({ ...fee, appliesIf: 'unknownField > 1' })) },
  ],
  ['a step follows itself', 'forwardLoop', 'check', addOutcome('visit', { id: 'again', to: 'check' })],
  [
    'every outcome has a condition',
    'mayBeStuck',
    'visit',
    changeStep('visit', ({ outcomes }) => ({ outcomes: outcomes.map((each) => ({ ...each, when: 'case = "posted"' })) })),
  ],
  ['a draft decides', 'kind', 'write', addOutcome('write', { id: 'decided', to: 'agree', decision: 'GRANTED' })],
  ['a signature decides nothing', 'kind', 'sign', addOutcome('sign', { id: 'maybe', to: 'enter' })],
  ['nobody writes down what the register answered', 'kind', 'register', changeStep('register', () => ({ data: undefined }))],
  ['a posting never ends', 'kind', 'posting', changeStep('posting', () => ({ limit: null }))],
  [
    'an officer’s own time is left out of the limit',
    'kind',
    'write',
    changeStep('write', () => ({ outsideLimit: { basis: 'x' } })),
  ],
  [
    'the steps take longer than the law gives',
    'limitChain',
    'write',
    changeStep('write', () => ({ limit: { unit: 'workingDay', amount: 3, end: 'arrivalTime' } })),
  ],
  ['a case leaves less time', 'limitChain', 'allot', caseOf({ limit: { unit: 'workingHour', amount: 2, end: 'arrivalTime' } })],
  ['the same and not the same person', 'fourEyes', 'write', performer('write', { sameAs: 'check', notSameAs: 'check' })],
  ['a leader who has to be an officer', 'fourEyes', 'sign', performer('sign', { sameAs: 'check' })],
  ['there is no written refusal', 'resultMissing', null, { ...sample, results: sample.results.slice(0, 1) }],
  ['it ends before it begins', 'dates', null, { ...sample, effectiveTo: '2020-01-01' }],
  [
    'money is wanted first but cannot be paid',
    'feeDeadlock',
    null,
    { ...sample, fees: sample.fees.map((fee) => ({ ...fee, payOnline: false })) },
  ],
  ['nothing leads to a step', 'unreachableStep', 'posting', without('check', 'mustPost')],
  ['a step can only be reached in no case', 'unreachableStep', 'posting', changeStep('posting', () => ({ onlyIn: [] }))],
  ['an outcome comes before any decision', 'unreachableOutcome', 'allot', addOutcome('allot', { id: 'cut', to: 'end' })],
  ['nobody may sign', 'unreachableOutcome', 'agree', performer('agree', { sameAs: 'write' })],
  ['a step has only ways back', 'noResult', 'enter', without('enter', 'numbered')],
]
