import { describe, expect, it } from 'vitest'
import type { FeeItem } from '../fee/fee.schema.ts'
import { laterFees } from './later-fees.ts'
import { sampleDefinition } from './sample.test-support.ts'

const item = (code: string, when: FeeItem['when'], more: Partial<FeeItem> = {}): FeeItem => ({
  code,
  kindOfMoney: 'LE_PHI',
  nameVi: 'Lệ phí',
  basis: 'Nghị quyết',
  rule: { type: 'fixed', amountVnd: 50_000 },
  when,
  payOnline: true,
  exemptions: [],
  verified: false,
  ...more,
})
const free = { id: 'agency', when: 'mistakeOf = "agency"', who: 'Cơ quan', basis: 'Luật', share: 100, verified: false }
const definition = {
  ...sampleDefinition(),
  fees: [item('early', 'beforeIntake'), item('during', 'duringProcessing', { exemptions: [free] }), item('last', 'beforeReturn')],
}
const amounts = (stepData: Record<string, Record<string, unknown>>, decision: 'GRANTED' | 'REFUSED' | null) =>
  laterFees(definition, {
    answers: { mistakeOf: 'user' },
    stepData,
    decision,
    facts: { channel: 'desk', receivedOn: '2026-11-23', place: '31' },
    settings: {},
  }).map(({ code, amountVnd }) => [code, amountVnd])

describe('fees that are due later', () => {
  it('leave alone what was due before', () =>
    expect(amounts({}, null)).toEqual([
      ['during', 50_000],
      ['last', 50_000],
    ]))
  it('follow what a step found out, whatever the applicant said', () =>
    expect(amounts({ check: { mistakeOf: 'agency' } }, 'GRANTED')).toEqual([
      ['during', 0],
      ['last', 50_000],
    ]))
  it('of the return are not asked for a refusal', () =>
    expect(amounts({}, 'REFUSED')).toEqual([
      ['during', 50_000],
      ['last', 0],
    ]))
})
