import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { isGenerated } from './procedure.schema.ts'

export interface FeeSummary {
  kind: 'free' | 'fixed' | 'varies'
  amountVnd?: number
}

/**
 * One amount only when everybody pays it; whoever falls under a condition, a place or a number of pages reads the details. Items of one
 * name are alternatives (the same fee at the desk and online).
 */
function feeSummary({ fees }: ProcedureDefinition): FeeSummary {
  let amountVnd = 0
  for (const items of Map.groupBy(fees, ({ nameVi }) => nameVi).values()) {
    const amounts = new Set(items.map(({ rule }) => (rule.type === 'fixed' ? rule.amountVnd : null)))
    const [amount] = amounts
    const isConditional = items.length === 1 && items[0]?.appliesIf !== undefined
    if (amounts.size !== 1 || amount === null || amount === undefined || isConditional) return { kind: 'varies' }
    amountVnd += amount
  }
  return amountVnd === 0 ? { kind: 'free' } : { kind: 'fixed', amountVnd }
}

/** A procedure as lists show it. */
export function cardOf(definition: ProcedureDefinition) {
  const { code, nameVi, nameEn, fieldVi, level, competentAgencyVi, audienceVi, summaryVi, summaryEn, limit } = definition
  return {
    code,
    nameVi,
    nameEn,
    fieldVi,
    level,
    competentAgencyVi,
    audienceVi,
    summaryVi,
    summaryEn,
    /** Made by `procedures:generate`: no real procedure, and every page says so. */
    generated: isGenerated(code),
    onlineLevel: definition.sources.includes('ONLINE') ? definition.online.level : ('information' as const),
    filedAtDesk: definition.sources.includes('DESK'),
    filedAtPortal: definition.sources.includes('PORTAL'),
    limit: { unit: limit.unit, amount: limit.amount, cutOff: limit.cutOff, nextDayAfter: limit.nextDayAfter },
    feeSummary: feeSummary(definition),
  }
}
export type ProcedureCard = ReturnType<typeof cardOf>
