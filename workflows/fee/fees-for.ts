import { DomainError } from '../domain-error.ts'
import { evaluate, holds } from '../form/condition.ts'
import type { FeeExemption, FeeItem, FeeRule, FeeTime } from './fee.schema.ts'

/** One line of the reckoning, as data: screens and receipts make the sentence. */
export type FeeLine =
  | { kind: 'fixed'; amountVnd: number }
  | { kind: 'tier'; from: number; to: number | null; units: number; unit: string; amountVnd: number; subtotalVnd: number }
  | { kind: 'cap'; per: string; amountVnd: number; beforeVnd: number }
  | { kind: 'copies'; copies: number; eachVnd: number; subtotalVnd: number }
  | { kind: 'locality'; setting: string; amountVnd: number }
  | { kind: 'exemption'; id: string; who: string; basis: string; share: number; minusVnd: number }

export interface Fee {
  code: string
  kind: FeeItem['kindOfMoney']
  nameVi: string
  nameEn?: string
  basis: string
  /** What is to be paid, after the exemption. */
  amountVnd: number
  fullAmountVnd: number
  lines: FeeLine[]
  exemption?: { id: string; who: string; basis: string; share: number; verified: boolean }
  when: FeeTime
  payOnline: boolean
  verified: boolean
}

export interface FeeFacts {
  channel: string
  /** Civil date on which the dossier is received: rates and exemptions are those of that day. */
  receivedOn: string
  place: unknown
  [fact: string]: unknown
}

export interface FeeInput {
  answers: Readonly<Record<string, unknown>>
  facts: FeeFacts
  /** Amounts that provinces set, by the name of the setting, already chosen for the place. */
  settings: Readonly<Record<string, number>>
}

type Context = Readonly<Record<string, unknown>>
interface Reckoning {
  amountVnd: number
  lines: FeeLine[]
}

/** Every fee that applies, with its reckoning. A fee that is wholly waived stays in the list with 0 đồng and its basis. */
export function feesFor(items: readonly FeeItem[], { answers, facts, settings }: FeeInput): Fee[] {
  const context = { ...answers, ...facts }
  return items
    .filter(({ appliesIf }) => appliesIf === undefined || holds(appliesIf, context))
    .map((item) => {
      const full = reckon(item, context, settings)
      const exemption = bestExemption(item.exemptions, context, facts.receivedOn)
      // A part of a đồng is waived: rounding never makes anybody pay more than the law's share.
      const minusVnd = exemption ? Math.ceil((full.amountVnd * exemption.share) / 100) : 0
      return {
        code: item.code,
        kind: item.kindOfMoney,
        nameVi: item.nameVi,
        nameEn: item.nameEn,
        basis: item.basis,
        amountVnd: full.amountVnd - minusVnd,
        fullAmountVnd: full.amountVnd,
        lines: exemption ? [...full.lines, exemptionLine(exemption, minusVnd)] : full.lines,
        ...(exemption ? { exemption: told(exemption) } : {}),
        when: item.when,
        payOnline: item.payOnline,
        verified: item.verified && (exemption?.verified ?? true),
      }
    })
}

export const totalVnd = (fees: readonly Pick<Fee, 'amountVnd'>[]): number =>
  fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0)

function reckon({ code, rule }: FeeItem, context: Context, settings: FeeInput['settings']): Reckoning {
  switch (rule.type) {
    case 'fixed':
      return { amountVnd: rule.amountVnd, lines: [{ kind: 'fixed', amountVnd: rule.amountVnd }] }
    case 'perUnit':
      return perUnit(code, rule, context)
    case 'locality': {
      const amountVnd = settings[rule.setting]
      if (amountVnd === undefined || !Number.isSafeInteger(amountVnd) || amountVnd < 0)
        throw new DomainError('FEE_UNKNOWN', `${code}: no amount in setting ${rule.setting}`, {
          fee: code,
          setting: rule.setting,
        })
      return { amountVnd, lines: [{ kind: 'locality', setting: rule.setting, amountVnd }] }
    }
  }
}

/** Tiers, then the cap, both for one copy; then times the copies. */
function perUnit(code: string, rule: Extract<FeeRule, { type: 'perUnit' }>, context: Context): Reckoning {
  const quantity = counted(code, rule.quantity, context)
  const copies = rule.copies === undefined ? 1 : counted(code, rule.copies, context)
  const lines: FeeLine[] = []
  let eachVnd = 0
  for (const { from, to, amountVnd } of rule.tiers) {
    const units = Math.max(0, Math.min(quantity, to ?? quantity) - from + 1)
    if (units === 0) continue
    eachVnd += units * amountVnd
    lines.push({ kind: 'tier', from, to, units, unit: rule.unit, amountVnd, subtotalVnd: units * amountVnd })
  }
  const last = rule.tiers.at(-1)
  if (last?.to && quantity > last.to)
    throw new DomainError('FEE_UNKNOWN', `${code}: no tier for ${quantity} ${rule.unit}`, { fee: code, quantity })
  if (rule.cap && eachVnd > rule.cap.amountVnd) {
    lines.push({ kind: 'cap', per: rule.cap.per, amountVnd: rule.cap.amountVnd, beforeVnd: eachVnd })
    eachVnd = rule.cap.amountVnd
  }
  const amountVnd = eachVnd * copies
  if (rule.copies !== undefined) lines.push({ kind: 'copies', copies, eachVnd, subtotalVnd: amountVnd })
  if (!Number.isSafeInteger(amountVnd)) throw new DomainError('FEE_UNKNOWN', `${code}: amount too large`, { fee: code })
  return { amountVnd, lines }
}

/** An amount of money is never guessed: without a whole number to count there is no fee to name. */
function counted(code: string, expression: string, context: Context): number {
  const value = evaluate(expression, context)
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new DomainError('FEE_UNKNOWN', `${code}: ${expression} is no whole number`, { fee: code, expression })
  return value
}

function bestExemption(exemptions: readonly FeeExemption[], context: Context, receivedOn: string): FeeExemption | undefined {
  return exemptions
    .filter(({ validFrom, validTo }) => (validFrom ?? receivedOn) <= receivedOn && receivedOn <= (validTo ?? receivedOn))
    .filter(({ when }) => holds(when, context))
    .toSorted((a, b) => b.share - a.share)
    .at(0)
}

const told = ({ id, who, basis, share, verified }: FeeExemption) => ({ id, who, basis, share, verified })
const exemptionLine = ({ id, who, basis, share }: FeeExemption, minusVnd: number): FeeLine => ({
  kind: 'exemption',
  id,
  who,
  basis,
  share,
  minusVnd,
})
