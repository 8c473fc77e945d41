import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition } from './definition.ts'
import { sideDefinition } from './sample-side.test-support.ts'
import { verify } from './verify.ts'
import { verifyData } from './verify-data.ts'

const sample = sideDefinition()
const changeStep = (id: string, change: object): ProcedureDefinition =>
  sideDefinition({ steps: sample.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) })

describe('verifying blocks, members and silence', () => {
  it('finds nothing in ten steps with two branches, three members and a fee first; members who are alike are not told apart', () => {
    const { findings, states } = verify(sample)
    expect(findings).toEqual([])
    expect(states).toBeGreaterThan(500)
    expect(states).toBeLessThan(2_000)
  })

  it('takes the longest branch, and leaves out what the law does not count', () => {
    const long = (id: string) => changeStep(id, { limit: { unit: 'workingDay', amount: 1.5 } })
    const tight = { limit: { ...sample.limit, amount: 3 } }
    expect(verifyData({ ...long('note'), ...tight }).map(({ rule }) => rule)).not.toContain('limitChain')
    expect(verifyData({ ...long('visit'), ...tight }).map(({ rule }) => rule)).toContain('limitChain')
  })
})
