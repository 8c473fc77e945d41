import type { FeeTime } from '../fee/fee.schema.ts'
import { type Fee, type FeeInput, feesFor } from '../fee/fees-for.ts'
import type { ProcedureDefinition } from './definition.ts'

const LATER: readonly FeeTime[] = ['duringProcessing', 'beforeReturn']

export interface LaterFeesInput extends FeeInput {
  /** What each step wrote down last, by step id. */
  stepData: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  decision: 'GRANTED' | 'REFUSED' | null
}

/**
 * The fees that are not due before processing, as they stand after a step: they may depend on what it found out (whose mistake it was). Nobody
 * pays on return for a result that was refused.
 */
export function laterFees(
  { fees, steps }: Pick<ProcedureDefinition, 'fees' | 'steps'>,
  { answers, stepData, decision, facts, settings }: LaterFeesInput,
): Fee[] {
  const found = Object.assign({}, answers, ...steps.map(({ id }) => stepData[id] ?? {}))
  const later = fees.filter(({ when }) => LATER.includes(when))
  return feesFor(later, { answers: found, facts, settings }).map((fee) =>
    decision === 'REFUSED' && fee.when === 'beforeReturn' ? { ...fee, amountVnd: 0, lines: [] } : fee,
  )
}
