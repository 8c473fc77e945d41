import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import { formatDefinition } from './definition-file.ts'
import { readDefinition } from './read-definition.ts'
import { sampleDefinition } from './sample.test-support.ts'

type Tree = Record<string, unknown>
const changed = (change: (file: { [name: string]: unknown; steps: Tree[] }) => void) => {
  const file = structuredClone(sampleDefinition()) as unknown as Parameters<typeof change>[0]
  change(file)
  return readDefinition(JSON.stringify(file)).findings.map(({ place, rule }) => [place, rule])
}

describe('reading the file of a version', () => {
  it.each(catalogue.map((definition) => [definition.code, definition] as const))(
    'reads %s as it is written',
    (_code, definition) => {
      expect(readDefinition(formatDefinition(definition))).toEqual({ definition, findings: [] })
    },
  )

  it.each([
    ['is empty', ''],
    ['breaks off', '{"schema": 1,'],
    ['is no JSON', '<html>'],
    ['nests deeper than anything', '['.repeat(600_000)],
  ])('refuses a text that %s', (_what, text) => {
    const { definition, findings } = readDefinition(text)
    expect(definition).toBeNull()
    expect(findings.map(({ rule }) => rule)).toEqual(['json'])
  })
  it('says in which line a text breaks', () => {
    expect(readDefinition('{"a":1,\n "b": }').findings[0]?.place).toBe('2:7')
    expect(readDefinition('{\n  "a": 1,\n  b: 2\n}').findings[0]?.place).toBe('3:3')
  })
  it('refuses what is too large, before reading it', () => {
    expect(readDefinition(' '.repeat(1_000_001)).findings.map(({ rule }) => rule)).toEqual(['tooLarge'])
  })
  it.each([['[]'], ['null'], ['"text"'], ['1'], ['{}'], ['{"schema":2}']])('refuses %s', (text) => {
    expect(readDefinition(text).findings.length).toBeGreaterThan(0)
  })

  it('names the place of each fault, in both languages', () => {
    const text = JSON.stringify({ ...sampleDefinition(), nameVi: '', level: 'planet' })
    const { findings } = readDefinition(text)
    expect(findings.map(({ place }) => place)).toEqual(['nameVi', 'level'])
    for (const { vi, en } of findings) expect(vi).not.toBe(en)
  })
  it('refuses an unknown role, kind of step and agency', () => {
    expect(
      changed(({ steps }) =>
        Object.assign(steps[1] ?? {}, { performer: { role: 'king', unitKind: 'moon', agency: 'nowhere' }, kind: 'dream' }),
      ),
    ).toEqual(
      [['steps[1].kind'], ['steps[1].performer.role'], ['steps[1].performer.unitKind'], ['steps[1].performer.agency']].map(
        ([place]) => [place, expect.any(String)],
      ),
    )
  })
  it('refuses ids with dots: machines lose their memory by them', () => {
    expect(changed(({ steps }) => Object.assign(steps[0] ?? {}, { id: 'a.b' }))).toEqual([['steps[0].id', 'invalid_format']])
  })
  it('says which key it does not know instead of dropping it', () => {
    expect(
      changed((file) => {
        file.colour = 'red'
        Object.assign(file.steps[0] ?? {}, { limits: 3 })
      }),
    ).toEqual(
      expect.arrayContaining([
        ['colour', 'unknownKey'],
        ['steps[0].limits', 'unknownKey'],
      ]),
    )
  })
  it('takes no key for a way into the prototype', () => {
    const text = JSON.stringify(sampleDefinition()).replace('{', '{"__proto__":{"verified":true},')
    expect(readDefinition(text).findings.map(({ place }) => place)).toEqual(['__proto__'])
  })
  it('refuses characters that cannot be stored', () => {
    expect(changed((file) => Object.assign(file, { nameVi: 'a\0b', audienceVi: '\ud800' }))).toEqual([
      ['nameVi', 'text'],
      ['audienceVi', 'text'],
    ])
  })
  it('refuses an unknown name in a condition of the form', () => {
    const form = {
      version: 1,
      pages: [
        { id: 'a', titleVi: 'A', fields: [{ id: 'b', labelVi: 'B', type: 'text', required: true, showIf: 'nothing = 1' }] },
      ],
    }
    const [finding] = readDefinition(
      JSON.stringify(sampleDefinition()).replace(/"form":\{.*?\}\]\}\]\}/, `"form":${JSON.stringify(form)}`),
    ).findings
    expect(finding).toMatchObject({ place: 'form.pages[0].fields[0].showIf', rule: 'feel.nameUnknown' })
  })
})

describe('levels of service', () => {
  const of = (level: string, sources: string[], more: object = {}) =>
    readDefinition(JSON.stringify({ ...sampleDefinition(), online: { level, ...more }, sources })).findings.map(
      ({ rule }) => rule,
    )
  it('information only: nothing comes in online or from the portal', () => {
    expect(of('information', ['DESK'])).toEqual([])
    for (const door of ['ONLINE', 'PORTAL'])
      expect(of('information', ['DESK', door])).toEqual(['definition.informationIsNotFiled'])
  })
  it('partial: with its reason in words', () => {
    expect(of('partial', ['ONLINE'])).toEqual(['definition.partialNeedsReason'])
    expect(of('partial', ['ONLINE'], { partialReason: 'siteCheck', partialReasonVi: 'Cán bộ phải đến tận nơi' })).toEqual([])
  })
})
