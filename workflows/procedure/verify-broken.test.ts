import { describe, expect, it } from 'vitest'
import { BROKEN_MACHINES } from './broken-machines.test-support.ts'
import { BROKEN_PLAIN } from './broken-plain.test-support.ts'
import { BROKEN_RULES } from './broken-rules.test-support.ts'
import { BROKEN_SIDE } from './broken-side.test-support.ts'
import { compile } from './compile.ts'
import { RULES } from './findings.ts'
import { goAgain } from './go-again.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { verify, verifyMachine } from './verify.ts'

const definitions = [...BROKEN_PLAIN, ...BROKEN_SIDE, ...BROKEN_RULES]

describe('a version that is broken in one way', () => {
  it.each(definitions)('%s (%s at %s): it is found, and each way that is shown can be gone', (_what, rule, step, definition) => {
    const { findings } = verify(definition)
    expect(findings.map((each) => `${each.rule} ${each.step}`)).toContain(`${rule} ${step}`)
    for (const each of findings) {
      if (each.path.length > 0) goAgain(compile(definition), each)
      expect(each.vi).toMatch(/^.+\. Cách sửa: .+\.$/)
      expect(each.en).toMatch(/^.+\. To change: .+\.$/)
      expect(`${each.vi}${each.en}`).not.toMatch(/\$\d/)
    }
  })
})

describe('a machine that is broken in one way', () => {
  it.each(BROKEN_MACHINES)(
    '%s (%s at %s): it is found, and the way that is shown can be gone',
    (_what, rule, step, definition, change) => {
      const machine = change(compile(definition))
      const { findings } = verifyMachine(definition, machine)
      const found = findings.find((each) => each.rule === rule && each.step === step)
      expect(findings.map((each) => `${each.rule} ${each.step}`)).toContain(`${rule} ${step}`)
      if (found) goAgain(machine, found)
    },
  )
})

describe('what is broken', () => {
  it('covers every rule', () => {
    const covered = new Set([...definitions, ...BROKEN_MACHINES].map(([, rule]) => rule))
    const { findings } = verify(sampleDefinition(), { maxStates: 10 })
    for (const { rule } of findings) covered.add(rule)
    expect(RULES.filter((rule) => !covered.has(rule))).toEqual([])
  })
  it('are more than forty versions', () => expect(definitions.length).toBeGreaterThanOrEqual(40))
})
