import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { type Mutation, OPERATORS } from './machine-parts.ts'
import { DEAD, REASONS } from './mutant-reasons.ts'
import { mutate, mutationsOf } from './mutants.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { sideDefinition } from './sample-side.test-support.ts'
import { verifyMachine } from './verify.ts'

const plain = sampleDefinition()
const side = sideDefinition()
const isNamed = (mutation: Mutation) => (finding: { step: string | null; words: readonly string[] }) =>
  (finding.step !== null && mutation.steps.includes(finding.step)) ||
  (mutation.steps.includes('dossier') && mutation.event !== null && finding.words.includes(mutation.event))

/** Of each operator a few places of the samples, spread evenly; the whole catalogue is looked at by `npm run verify:mutants`. */
const chosen = [plain, side].flatMap((definition) => {
  const machine = compile(definition)
  const all = mutationsOf(machine).filter(
    (mutation) => ![...DEAD, ...REASONS].some(({ explains }) => explains(mutation, definition)),
  )
  return OPERATORS.flatMap((operator) => {
    const own = all.filter((mutation) => mutation.operator === operator)
    return [0.1, 0.55].flatMap((share) => {
      const mutation = own[Math.floor(share * own.length)]
      return mutation ? [{ title: `${definition.code} ${operator} ${mutation.place}`, definition, machine, mutation }] : []
    })
  })
})

describe('a machine that was changed in one place', () => {
  it.each(chosen)('is found, and the place is named: $title', ({ definition, machine, mutation }) => {
    const changed = mutate(machine, mutation)
    expect(verifyMachine(definition, changed, { isEnough: isNamed(mutation) }).findings.some(isNamed(mutation))).toBe(true)
  })
  it('is made by every operator', () => {
    expect(new Set(chosen.map(({ mutation }) => mutation.operator)).size).toBe(OPERATORS.length)
  })
  it('leaves the machine itself as it was', () => {
    const machine = compile(plain)
    const before = JSON.stringify(machine.chart.config)
    for (const mutation of mutationsOf(machine).slice(0, 20)) mutate(machine, mutation)
    expect(JSON.stringify(machine.chart.config)).toBe(before)
  })
})
