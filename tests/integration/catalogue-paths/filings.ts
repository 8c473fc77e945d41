import { findAnswers, neighbours } from '#tests/builders/answers.ts'
import { feesFor } from '#workflows/fee/fees-for.ts'
import { caseOf } from '#workflows/form/case-of.ts'
import { holds } from '#workflows/form/condition.ts'
import type { Answers } from '#workflows/form/validate.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { asked, type Filing } from './filing.ts'
import { type Move, type Way, Ways } from './plan.ts'

const CHANNELS = { ONLINE: 'online', DESK: 'desk', PORTAL: 'portal' } as const
const MAX_VARIANTS = 6

export interface Circumstances {
  today: string
  place: string
  /** Amounts that the place sets, by setting. */
  localFees: Readonly<Record<string, number>>
}

/** Every case through its first door, in the variants in which the answers open other ways. */
export function filingsOf(definition: ProcedureDefinition, { today, place, localFees }: Circumstances): Filing[] {
  const source = (['ONLINE', 'DESK', 'PORTAL'] as const).find((each) => definition.sources.includes(each))
  if (!source) return []
  const facts = { today, receivedOn: today, channel: CHANNELS[source], place, applicant: null }
  return definition.cases.flatMap(({ code }) => {
    const base = find(definition, code, facts)
    if (!base) return []
    const conditions = asked(definition)
    const names = new Set(conditions.flatMap((when) => when.match(/[A-Za-z]\w*/g) ?? []))
    const isSame = (answers: Answers) => caseOf(definition.cases, answers, facts)?.code === code
    const near = conditions.length === 0 ? [] : neighbours({ form: definition.form, conditions: definition, facts }, base, names)
    const seen = new Set<string>()
    const different = [base, ...near.filter(isSame)].filter((answers) => {
      const key = conditions.map((when) => truth(definition, code, answers, when)).join()
      return !seen.has(key) && seen.add(key)
    })
    return different.slice(0, MAX_VARIANTS).map((answers): Filing => {
      const fees = feesFor(definition.fees, { answers, facts, settings: localFees })
      const isPaidFirst = fees.some(({ when, amountVnd }) => when === 'beforeIntake' && amountVnd > 0)
      return { definition, source, caseCode: code, answers, facts, isPaidFirst }
    })
  })
}

const truth = (definition: ProcedureDefinition, caseCode: string, answers: Answers, when: string): boolean =>
  holds(when, conditionContext({ definition, caseCode, answers, stepData: {} }))

/** Null when this door never leads to the case. */
function find(definition: ProcedureDefinition, caseCode: string, facts: Filing['facts']): Answers | null {
  const { form, cases, steps, blocks, papers, fees } = definition
  try {
    return findAnswers(
      { name: `${definition.code} ${caseCode}`, form, conditions: { form, cases, steps, blocks, papers, fees }, facts },
      (answers) => caseOf(cases, answers, facts)?.code === caseCode,
    )
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no answers found')) return null
    throw error
  }
}

const signature = (moves: readonly Move[]): string =>
  moves.map((move) => [move.do, 'step' in move ? move.step : '', 'outcome' in move ? move.outcome : ''].join(':')).join(' ')

/** All shortest ways to each end over all filings, each once, and for every case the shortest ones that return a result. */
export function waysOf(definition: ProcedureDefinition, circumstances: Circumstances): Way[] {
  const all = filingsOf(definition, circumstances).flatMap((filing) => new Ways(filing).shortest())
  const shortest = [...Map.groupBy(all, ({ end }) => end).values()].flatMap((ways) => {
    const least = Math.min(...ways.map(({ moves }) => moves.length))
    return ways.filter(({ moves }) => moves.length === least)
  })
  const chosen = [...new Map(shortest.map((way) => [signature(way.moves), way])).values()]
  for (const { code } of definition.cases) {
    const own = all.filter(({ filing, end }) => filing.caseCode === code && end.startsWith('returned'))
    if (own.length === 0 || chosen.some(({ filing, end }) => filing.caseCode === code && end.startsWith('returned'))) continue
    const granted = own.filter(({ end }) => end.startsWith('returned GRANTED'))
    const least = (granted.length > 0 ? granted : own).reduce((best, way) => (way.moves.length < best.moves.length ? way : best))
    chosen.push(least)
  }
  return chosen
}
