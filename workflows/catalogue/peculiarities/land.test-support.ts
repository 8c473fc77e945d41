import { expect } from 'vitest'
import { type Answers, type Filed, fees, procedure } from './filed.test-support.ts'

export const MET = { data: { conclusion: 'grant' } }
export const NOT_MET = { data: { conclusion: 'refuse' } }
export const MEASURED = { data: { surveySheet: '12-2026', partNumber: 412, partArea: 80 } }
export const amounts = (code: string, answers: Answers) =>
  Object.fromEntries(fees(code, answers).map((fee) => [fee.code, fee.amountVnd]))
export const stepIn = (code: string, id: string) => procedure(code).steps.find((step) => step.id === id)

/** What the tax office asked for is announced, waited for and proved. */
export function payTaxes(filed: Filed, step = 'pay'): Filed {
  expect(() => filed.way(`${step} settled`)).toThrow(/COMPLETE_STEP/)
  filed.tell(
    { type: 'REQUIRE_OBLIGATION', obligationId: 'tax', noticeRef: 'notice' },
    stepIn(filed.definition.code, step)?.performer.role,
  )
  expect([filed.shell, filed.code]).toEqual(['awaitingObligation', 6])
  return filed.tell({ type: 'OBLIGATION_SETTLED', obligationId: 'tax', proofRef: 'proof' }, 'desk').way(`${step} settled`)
}
