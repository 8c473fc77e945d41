import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import { type DefinitionInput, definitionSchema } from './definition.ts'
import { formatDefinition } from './definition-file.ts'
import { sampleDefinition } from './sample.test-support.ts'

const read = (text: string) => definitionSchema.parse(JSON.parse(text))

describe('the file of a definition', () => {
  it.each([...catalogue, sampleDefinition()].map((each) => [each.code, each] as const))(
    '%s reads back the same',
    (_code, each) => {
      const text = formatDefinition(each)
      expect(read(text)).toEqual(each)
      expect(formatDefinition(read(text))).toBe(text)
      expect(
        Math.max(
          ...text
            .split('\n')
            .filter((line) => /^\s*[[{].*[\]}],?$/.test(line))
            .map(({ length }) => length),
        ),
      ).toBeLessThanOrEqual(130)
    },
  )
  it('leaves out what reading fills in, and keeps what it does not', () => {
    const sample = sampleDefinition()
    const [first, ...rest] = sample.steps
    if (!first) throw new Error('the sample has steps')
    const outcomes: DefinitionInput['steps'][number]['outcomes'] = [
      { id: 'on', labelVi: 'Tiếp', to: 'end', reasonRequired: true },
      { id: 'back', labelVi: 'Trả lại', to: first.id, back: true, reasonRequired: true },
      { id: 'off', labelVi: 'Thôi', to: 'end', reasonRequired: false },
    ]
    const text = formatDefinition({
      ...sample,
      limit: { unit: 'sameDay', amount: 1, end: 'arrivalTime' },
      intakeLimit: { unit: 'workingHour', amount: 1 },
      steps: [
        { ...first, limit: null, whenLate: 'warn', performer: { ...first.performer, agency: 'competent' }, outcomes },
        ...rest,
      ],
    })
    const file = JSON.parse(text)
    expect([file.limit, file.intakeLimit]).toEqual([{ unit: 'sameDay' }, { unit: 'workingHour', amount: 1 }])
    expect(file.steps[0].limit).toBeNull()
    expect(Object.keys(file.steps[0])).not.toContain('whenLate')
    expect(Object.keys(file.steps[0].performer)).not.toContain('agency')
    expect(file.steps[0].outcomes).toEqual([
      { id: 'on', labelVi: 'Tiếp', to: 'end', reasonRequired: true },
      { id: 'back', labelVi: 'Trả lại', to: first.id, back: true },
      { id: 'off', labelVi: 'Thôi', to: 'end' },
    ])
  })
  it('puts keys into the order of the language, whatever order they were written in', () => {
    const sample = sampleDefinition()
    const turned = definitionSchema.parse(Object.fromEntries(Object.entries(sample).toReversed()))
    expect(formatDefinition(turned)).toBe(formatDefinition(sample))
  })
})
