import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition } from './definition.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { verify } from './verify.ts'

const sample = sampleDefinition()
const performer = (id: string, change: object): ProcedureDefinition => ({
  ...sample,
  steps: sample.steps.map((step) => (step.id === id ? { ...step, performer: { ...step.performer, ...change } } : step)),
})

describe('verifying a version', () => {
  it('finds nothing in the sample', () => {
    const { findings, states, transitions } = verify(sample)
    expect(findings).toEqual([])
    expect(states).toBeGreaterThan(50)
    expect(transitions).toBeGreaterThan(states)
  })

  it('shows the shortest way to what it found, in both languages', () => {
    const { findings } = verify(performer('agree', { sameAs: 'write' }))
    const found = findings.find(({ rule, step }) => rule === 'noResult' && step === 'check')
    expect(found?.path.map(({ type }) => type)).toEqual(['OPEN', 'ACCEPT', 'HAND_OVER', 'COMPLETE_STEP'])
    expect(found?.vi).toBe('Từ đây không bao giờ trả được kết quả. Cách sửa: Thêm kết quả đi tiếp mà người được giao chọn được.')
    expect(found?.en).toBe(
      'From here no result can ever be returned. To change: Add a way on that whoever has the work can choose.',
    )
  })
  it('says when there is too much to look at', () => {
    const { findings, states } = verify(sample, { maxStates: 10 })
    expect(states).toBe(10)
    expect(findings.map(({ rule }) => rule)).toEqual(['tooManyStates'])
  })
  it('measures only with a clock that it is given', () => {
    let now = 0
    expect(verify(sample, { maxStates: 10 }).ms).toBe(0)
    expect(verify(sample, { maxStates: 10, clock: () => (now += 7) }).ms).toBe(7)
  })
})
