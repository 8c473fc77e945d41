import { describe, expect, it } from 'vitest'
import { amount, choice, seenOn, visiting, yes } from './broken-rules.test-support.ts'
import type { ProcedureDefinition } from './definition.ts'
import { RULES } from './findings.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { verify } from './verify.ts'

const sample = sampleDefinition()
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
  it('shows where it is by the shortest way to the step, also when nothing has to run to see it', () => {
    const { findings } = verify({
      ...sample,
      steps: sample.steps.map((step) =>
        step.id === 'visit' ? { ...step, performer: { ...step.performer, role: 'citizen' } } : step,
      ),
    })
    expect(findings[0]?.path.map(({ type }) => type)).toEqual(['OPEN', 'ACCEPT', 'HAND_OVER', 'COMPLETE_STEP', 'COMPLETE_STEP'])
  })
  it('knows each rule once', () => expect(new Set(RULES).size).toBe(RULES.length))
})
