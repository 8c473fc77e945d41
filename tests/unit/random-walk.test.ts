import { describe, expect, it } from 'vitest'
import { randomWalk } from '#tests/oracle/random-walk.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { sampleDefinition } from '#workflows/procedure/sample.test-support.ts'
import { verify } from '#workflows/procedure/verify.ts'

/** Short here; `npm run verify:walks` walks ten thousand steps through each. */
const STEPS = 150
const SEED = 20_261_123

describe('random lives never contradict what was verified', () => {
  it.each(catalogue.map((definition) => [definition.code, definition] as const))('%s', (_code, definition) => {
    expect(randomWalk(definition, { steps: STEPS, seed: SEED }).faults).toEqual([])
  })
  it('walk the same way again with the same seed', () => {
    const walk = () => randomWalk(sampleDefinition(), { steps: 100, seed: 7 })
    expect(walk()).toEqual(walk())
  })
  it('never come to a step that verification says is never reached', () => {
    const sample = sampleDefinition()
    const cut = { ...sample, steps: sample.steps.map((step) => (step.id === 'posting' ? { ...step, onlyIn: [] } : step)) }
    expect(verify(cut).findings.map(({ rule, step }) => `${rule} ${step}`)).toContain('unreachableStep posting')
    expect(randomWalk(cut, { steps: 1_500, seed: 1 }).seen).not.toContain('posting')
  })
})
