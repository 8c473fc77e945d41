import type { Broken } from './broken.test-support.ts'
import type { DefinitionInput, ProcedureDefinition, Step } from './definition.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { sideDefinition } from './sample-side.test-support.ts'

const sample = sampleDefinition()
const changeStep = (id: string, change: (step: Step) => Partial<Step>): ProcedureDefinition => ({
  ...sample,
  steps: sample.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)),
})
const field = (id: string, more: object): object => ({ id, labelVi: id, required: true, ...more })
export const asking = (fields: object[], change: object = {}): ProcedureDefinition =>
  sampleDefinition({
    form: {
      version: 1,
      pages: [{ id: 'main', titleVi: 'Thông tin', fields: [field('kindOfMatter', { type: 'text' }), ...fields] }],
    } satisfies DefinitionInput['form'] | object,
    ...change,
  })
export const choice = field('color', {
  type: 'choice',
  options: [
    { value: 'red', labelVi: 'Đỏ' },
    { value: 'blue', labelVi: 'Xanh' },
  ],
})
export const amount = field('amount', { type: 'number', min: 0 })
export const seenOn = field('seenOn', { type: 'date' })
export const yes = field('agreed', { type: 'yesNo' })
/** `visit` with these conditions, each leading on. */
export const visiting = (fields: object[], ...conditions: string[]): ProcedureDefinition =>
  asking(fields, {
    steps: sample.steps.map((step) =>
      step.id === 'visit'
        ? {
            ...step,
            outcomes: conditions.map((when, index) => ({ id: `way${index}`, labelVi: `Kết quả ${index}`, to: 'tax', when })),
          }
        : step,
    ),
  })

const [grant, refusal] = sample.results
const paper = {
  code: 'don',
  nameVi: 'Đơn',
  required: true,
  original: 1,
  certified: 0,
  copies: 0,
  source: 'applicant',
  upload: true,
}

export const BROKEN_RULES: Broken[] = [
  [
    'a citizen has to check',
    'performer',
    'visit',
    changeStep('visit', ({ performer }) => ({ performer: { ...performer, role: 'citizen' } })),
  ],
  [
    'a leader sits in a unit',
    'performer',
    'sign',
    changeStep('sign', ({ performer }) => ({ performer: { ...performer, unitKind: 'police' } })),
  ],
  [
    'a member whom no unit has',
    'performer',
    'opinions',
    sideDefinition({
      steps: sideDefinition().steps.map((step) =>
        step.members
          ? {
              ...step,
              members: {
                ...step.members,
                fixed: step.members.fixed.map((each) => ({ ...each, performer: { ...each.performer, role: 'clerk' } })),
              },
            }
          : step,
      ),
    }),
  ],
  [
    'somebody has to be the same as one who has to be another',
    'fourEyes',
    'sign',
    {
      ...sample,
      steps: sample.steps.map((step) =>
        step.id === 'agree' || step.id === 'sign'
          ? {
              ...step,
              performer: {
                ...step.performer,
                role: 'head',
                unitKind: 'justice',
                ...(step.id === 'sign' ? { sameAs: 'agree', notSameAs: 'agree' } : {}),
              },
            }
          : step,
      ),
    },
  ],
  [
    'two outcomes that nobody can tell apart',
    'endsAlike',
    'visit',
    changeStep('visit', ({ outcomes }) => ({ outcomes: [...outcomes, ...outcomes.map((each) => ({ ...each, id: 'twin' }))] })),
  ],
  [
    'two results of one name',
    'endsAlike',
    null,
    { ...sample, results: [...sample.results, ...(grant ? [{ ...grant, code: 'giay-khac' }] : [])] },
  ],
  [
    'a refusal that is a certificate',
    'resultKind',
    null,
    { ...sample, results: [...(grant ? [grant] : []), ...(refusal ? [{ ...refusal, kind: 'certificate' as const }] : [])] },
  ],
  [
    'a case that another one takes away',
    'caseNever',
    null,
    sampleDefinition({ cases: [...sample.cases.slice(0, 1), { ...sample.cases[0], code: 'again' }, ...sample.cases.slice(1)] }),
  ],
  [
    'a case both drops and requires a paper',
    'paperContradiction',
    null,
    sampleDefinition({
      papers: [paper],
      cases: sample.cases.map((each) => ({ ...each, dropPapers: ['don'], requirePapers: ['don'] })),
    }),
  ],
  [
    'two signatures side by side of which one is not reached',
    'unreachableStep',
    'posting',
    changeStep('posting', () => ({ onlyIn: [] })),
  ],
  ['a condition contradicts itself', 'conditionNever', 'visit', visiting([amount], 'amount < 3 and amount > 5', 'true')],
  ['a sum that nobody can decide', 'notDecided', 'visit', visiting([amount], 'amount * 2 < 7', 'amount * 2 >= 7')],
  [
    'a decision whose result is missing in some case',
    'resultGap',
    null,
    { ...sample, results: sample.results.map((result) => (result === grant ? { ...result, when: 'case = "posted"' } : result)) },
  ],
]
