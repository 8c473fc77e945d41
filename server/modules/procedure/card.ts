import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'

export interface FeeSummary {
  kind: 'free' | 'fixed' | 'varies'
  amountVnd?: number
}

/** One amount only when everybody pays it; whoever falls under a condition, a place or a number of pages reads the details. */
function feeSummary({ fees }: ProcedureDefinition): FeeSummary {
  if (fees.length === 0) return { kind: 'free' }
  let amountVnd = 0
  for (const { rule, appliesIf } of fees) {
    if (rule.type !== 'fixed' || appliesIf !== undefined) return { kind: 'varies' }
    amountVnd += rule.amountVnd
  }
  return amountVnd === 0 ? { kind: 'free' } : { kind: 'fixed', amountVnd }
}

/** A procedure as lists show it. */
export function cardOf(definition: ProcedureDefinition) {
  const { code, nameVi, nameEn, fieldVi, level, audienceVi, summaryVi, summaryEn, limit } = definition
  return {
    code,
    nameVi,
    nameEn,
    fieldVi,
    level,
    audienceVi,
    summaryVi,
    summaryEn,
    onlineLevel: definition.sources.includes('ONLINE') ? definition.online.level : ('information' as const),
    filedAtDesk: definition.sources.includes('DESK'),
    limit: { unit: limit.unit, amount: limit.amount, cutOff: limit.cutOff },
    feeSummary: feeSummary(definition),
  }
}
export type ProcedureCard = ReturnType<typeof cardOf>
