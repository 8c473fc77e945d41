import { describe, expect, it } from 'vitest'
import type { DefinitionInput, ProcedureDefinition, Step } from './definition.ts'
import { RULES, type Rule } from './findings.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { sideDefinition } from './sample-side.test-support.ts'
import { goAgain } from './verify.test-support.ts'
import { verify } from './verify.ts'

const sample = sampleDefinition()
const changeStep = (id: string, change: (step: Step) => Partial<Step>): ProcedureDefinition => ({
  ...sample,
  steps: sample.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)),
})
const field = (id: string, more: object): object => ({ id, labelVi: id, required: true, ...more })
const asking = (fields: object[], change: object = {}): ProcedureDefinition =>
  sampleDefinition({
    form: {
      version: 1,
      pages: [{ id: 'main', titleVi: 'Thông tin', fields: [field('kindOfMatter', { type: 'text' }), ...fields] }],
    } satisfies DefinitionInput['form'] | object,
    ...change,
  })
const choice = field('color', {
  type: 'choice',
  options: [
    { value: 'red', labelVi: 'Đỏ' },
    { value: 'blue', labelVi: 'Xanh' },
  ],
})
const amount = field('amount', { type: 'number', min: 0 })
const seenOn = field('seenOn', { type: 'date' })
const yes = field('agreed', { type: 'yesNo' })
/** `visit` with these conditions, each leading on. */
const visiting = (fields: object[], ...conditions: string[]): ProcedureDefinition =>
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
const rulesAt = (definition: ProcedureDefinition) => verify(definition).findings.map(({ rule, step }) => `${rule} ${step}`)

describe('conditions, decided over the values that they tell apart', () => {
  it.each<[string, ProcedureDefinition]>([
    ['every choice', visiting([choice], 'color = "red"', 'color = "blue"')],
    ['yes and no', visiting([yes], 'agreed = true', 'agreed = false')],
    ['below and from a number on', visiting([amount], 'amount < 10', 'amount >= 10')],
    ['before and from a day on', visiting([seenOn], 'date(seenOn) < date("2026-07-01")', 'date(seenOn) >= date("2026-07-01")')],
    [
      'a day and a span',
      visiting(
        [seenOn],
        'date(receivedOn) > date(seenOn) + duration("P15D")',
        'date(receivedOn) <= date(seenOn) + duration("P15D")',
      ),
    ],
    ['every case', visiting([], 'case = "posted"', 'case != "posted"')],
  ])('cover all cases: %s', (_what, definition) => expect(rulesAt(definition)).toEqual([]))

  it.each<[string, string, ProcedureDefinition]>([
    ['a choice is forgotten', 'mayBeStuck visit', visiting([choice], 'color = "red"')],
    ['the number between', 'mayBeStuck visit', visiting([amount], 'amount < 10', 'amount > 10')],
    [
      'the day between',
      'mayBeStuck visit',
      visiting([seenOn], 'date(seenOn) < date("2026-07-01")', 'date(seenOn) > date("2026-07-01")'),
    ],
    ['what may be left empty', 'mayBeStuck visit', visiting([{ ...yes, required: false }], 'agreed = true', 'agreed = false')],
    ['a condition contradicts itself', 'conditionNever visit', visiting([amount], 'amount < 3 and amount > 5', 'true')],
    ['a choice that is not offered', 'conditionNever visit', visiting([choice], 'color = "green"', 'true')],
    ['sums cannot be decided', 'notDecided visit', visiting([amount], 'amount * 2 < 7', 'amount * 2 >= 7')],
  ])('say what is missing: %s (%s)', (_what, found, definition) => expect(rulesAt(definition)).toContain(found))

  it('names the answers for which there is no way', () => {
    const [found] = verify(visiting([choice], 'color = "red"')).findings
    expect(found?.words.join()).toContain('color = "blue"')
  })
})

describe('what else a version can be blamed for', () => {
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
  const broken: [string, Rule, string | null, ProcedureDefinition][] = [
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
  ]
  it.each(broken)('%s (%s at %s)', (_what, rule, step, definition) => {
    const { findings } = verify(definition)
    expect(findings.map((each) => `${each.rule} ${each.step}`)).toContain(`${rule} ${step}`)
    for (const each of findings) goAgain(definition, each)
  })

  it('says of each what is wrong and what to change, in both languages', () => {
    for (const [, , , definition] of broken)
      for (const { vi, en } of verify(definition).findings) {
        expect(vi).toMatch(/^.+\. Cách sửa: .+\.$/)
        expect(en).toMatch(/^.+\. To change: .+\.$/)
        expect(`${vi}${en}`).not.toMatch(/\$\d/)
      }
  })
  it('shows where it is by the shortest way to the step, also when nothing has to run to see it', () => {
    const { findings } = verify(changeStep('visit', ({ performer }) => ({ performer: { ...performer, role: 'citizen' } })))
    expect(findings[0]?.path.map(({ type }) => type)).toEqual(['OPEN', 'ACCEPT', 'HAND_OVER', 'COMPLETE_STEP', 'COMPLETE_STEP'])
  })
  it('knows each rule once', () => expect(new Set(RULES).size).toBe(RULES.length))
})
