import { describe, expect, it } from 'vitest'
import { definitionSchema, type ProcedureDefinition } from './definition.ts'
import { graphSignature } from './graph-signature.ts'
import { sampleDefinition } from './sample.test-support.ts'

const sample = sampleDefinition()
const renamed = (definition: ProcedureDefinition, of: (id: string) => string): ProcedureDefinition =>
  definitionSchema.parse({
    ...definition,
    start: of(definition.start),
    steps: definition.steps.map((step) => ({
      ...step,
      id: of(step.id),
      nameVi: 'Bước',
      outcomes: step.outcomes.map((outcome) => ({ ...outcome, to: outcome.to === 'end' ? 'end' : of(outcome.to) })),
    })),
  })
const changed = (index: number, change: (step: ProcedureDefinition['steps'][number]) => object): ProcedureDefinition =>
  definitionSchema.parse({
    ...sample,
    steps: sample.steps.map((step, at) => (at === index ? { ...step, ...change(step) } : step)),
  })

describe('the signature of a graph', () => {
  it('is the same whatever steps are called and in whatever order they and their outcomes are written', () => {
    const other = renamed(sample, (id) => `x-${[...id].toReversed().join('')}`)
    const turned = {
      ...other,
      steps: other.steps.map((step) => ({ ...step, outcomes: step.outcomes.toReversed() })).toReversed(),
    }
    expect(graphSignature(turned)).toBe(graphSignature(sample))
  })
  it('names each step that can be reached once, by its kind', () => {
    expect(graphSignature(sample).split('\n')).toHaveLength(sample.steps.length)
  })
  it.each([
    ['another kind', changed(0, () => ({ kind: 'draft' }))],
    ['a way less', changed(1, ({ outcomes }) => ({ outcomes: outcomes.slice(0, 1) }))],
    ['time outside the limit', changed(0, () => ({ outsideLimit: { basis: 'b' } }))],
    [
      'a way onward instead of back',
      changed(
        sample.steps.findIndex(({ kind }) => kind === 'sign'),
        ({ outcomes }) => ({
          outcomes: outcomes.filter(({ back }) => !back),
        }),
      ),
    ],
  ])('changes with %s', (_what, other) => expect(graphSignature(other)).not.toBe(graphSignature(sample)))
  it('takes no longer where two ways lead from each step to the next', () => {
    const [first] = sample.steps
    const [way] = first?.outcomes ?? []
    if (!first || !way) throw new Error('the sample has no step')
    const count = 60
    const steps = Array.from({ length: count }, (_, index) => ({
      ...first,
      id: `d-${index}`,
      outcomes: [0, 1].map((of) => ({ ...way, id: `w${of}`, to: index + of + 1 < count ? `d-${index + of + 1}` : 'end' })),
    }))
    const begin = performance.now()
    expect(graphSignature({ ...sample, start: 'd-0', steps }).split('\n')).toHaveLength(count)
    expect(performance.now() - begin).toBeLessThan(1_000)
  })
  it('tells side by side from one after the other', () => {
    const first = { id: 'a', steps: ['check'], start: 'check', nameVi: 'A' }
    const block = (join: object) =>
      ({
        ...sample,
        start: 'both',
        blocks: [
          {
            id: 'both',
            nameVi: 'Song song',
            branches: [first, { ...first, id: 'b', start: 'write', steps: ['write'] }],
            join,
            to: 'sign',
          },
        ],
      }) as ProcedureDefinition
    expect(graphSignature(block({ type: 'all' }))).not.toBe(graphSignature(block({ type: 'any' })))
    expect(graphSignature(block({ type: 'all' }))).toContain('block:all')
  })
})
