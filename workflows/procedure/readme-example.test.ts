import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FORM_FACTS } from '../form/form.schema.ts'
import { CONDITION_FACTS, OPINION_FACTS } from './condition-context.ts'
import { definitionSchema, STEP_KINDS, stepSchema } from './definition.ts'
import { formatDefinition } from './definition-file.ts'
import { readDefinition } from './read-definition.ts'
import { verify } from './verify.ts'
import { verifyData } from './verify-data.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const example = /```json\n([^`]+)```/.exec(readme)?.[1] ?? ''

/** The example with one thing changed; `undefined` takes it away. */
function changed(path: string, value: unknown): string {
  const definition: unknown = JSON.parse(example)
  const names = path.split('.')
  let at = definition
  for (const name of names.slice(0, -1)) at = Reflect.get(Object(at), name)
  if (value === undefined) Reflect.deleteProperty(Object(at), names.at(-1) ?? '')
  else Reflect.set(Object(at), names.at(-1) ?? '', value)
  return JSON.stringify(definition)
}

/** Rows of a table of the README begin with what they are about; one row may be about several things. */
const rows = readme.split('\n').filter((line) => line.startsWith('| '))
const hasRow = (name: string) => rows.some((row) => row.split(' | ')[0]?.includes(`\`${name}\``))

const draft = 'steps.2'
const sign = 'steps.4'

describe('the walk-through of the README', () => {
  it('shows a definition that may be published', () => {
    expect(readDefinition(example).findings).toEqual([])
    expect(verify(definitionSchema.parse(JSON.parse(example))).findings).toEqual([])
  })
  it('shows it in the one way of writing', () => {
    expect(example).toBe(formatDefinition(JSON.parse(example)))
  })
  it('has a row for every key of a step, every kind and every name that conditions read', () => {
    const optional = Object.entries(stepSchema.shape).map(([name]) => name)
    const names = [...optional, ...STEP_KINDS, ...FORM_FACTS, ...CONDITION_FACTS]
    expect(names.filter((name) => !hasRow(name))).toEqual([])
    expect(OPINION_FACTS.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  it.each<[rule: string, path: string, value: unknown]>([
    ['unknownKey', 'steps.0.whenlate', 'escalate'],
    ['invalid_type', 'fees.0.rule.amountVnd', undefined],
    ['invalid_value', 'results.0.kind', 'licence'],
    ['invalid_format', 'steps.0.id', 'Check'],
    ['invalid_format', 'form.pages.1.fields.1.id', 'street-name'],
    ['form.idReserved', 'form.pages.1.fields.1.id', 'number'],
    ['feel.syntax', 'fees.0.exemptions.0.when', '(occasion = "funeral"'],
    ['feel.functionUnknown', 'fees.0.exemptions.0.when', 'now() > 1'],
    ['feel.nameUnknown', 'form.pages.0.fields.0.showIf', 'squareMetres > 1'],
  ])('%s is said of a file with %s = %s', (rule, path, value) => {
    expect(readDefinition(changed(path, value)).findings.map((each) => each.rule)).toContain(rule)
    expect(hasRow(rule)).toBe(true)
  })

  it.each<[rule: string, path: string, value: unknown]>([
    ['idTwice', 'steps.1.outcomes.0.id', 'police'],
    ['idReserved', 'steps.3.id', 'intake'],
    ['stepUnknown', 'cases.0.stepLimits', { chek: { unit: 'workingHour', amount: 1 } }],
    ['caseUnknown', `${draft}.onlyIn`, ['wedding']],
    ['paperUnknown', 'cases.0.requirePapers', ['sketch']],
    ['condition', 'steps.1.outcomes.0.when', 'opinionAgainst = 0'],
    ['lastCase', 'cases.1.when', 'occasion = "wedding"'],
    ['mayBeStuck', 'steps.1.outcomes.1.when', 'occasion = "funeral"'],
    ['forwardLoop', `${draft}.outcomes.0.to`, 'check'],
    ['kind', `${sign}.outcomes.0.decision`, undefined],
    ['kind', 'steps.0.outsideLimit', { basis: 'Luật' }],
    ['resultMissing', 'results.1.decision', 'GRANTED'],
    ['limitChain', 'cases.0.stepLimits', undefined],
    ['memberLimit', 'steps.1.members.limit.amount', 9],
    ['silenceWithoutLimit', 'steps.1.members.limit', null],
    ['lateOutcome', 'steps.0.whenLate', 'consent'],
    ['members', 'steps.1.members.join', { type: 'atLeast', n: 2 }],
    ['fourEyes', `${sign}.performer.sameAs`, 'draft'],
    ['feeDeadlock', 'fees.0', { ...JSON.parse(example || '{"fees":[]}').fees[0], when: 'beforeIntake', payOnline: false }],
  ])('%s is found with %s = %s', (rule, path, value) => {
    const definition = definitionSchema.parse(JSON.parse(changed(path, value)))
    expect(verifyData(definition).map((each) => each.rule)).toContain(rule)
    expect(hasRow(rule)).toBe(true)
  })

  it.each<[rule: string, path: string, value: unknown]>([
    ['unreachableOutcome', `${draft}.outcomes.0.to`, 'end'],
    ['unreachableStep', 'steps.1.outcomes.0.to', 'draft-refusal'],
  ])('%s is found by trying every way with %s = %s', (rule, path, value) => {
    const definition = definitionSchema.parse(JSON.parse(changed(path, value)))
    expect(verify(definition).findings.map((each) => each.rule)).toContain(rule)
    expect(hasRow(rule)).toBe(true)
  })
})
