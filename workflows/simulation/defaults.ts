import { holds, parseCondition } from '../form/condition.ts'
import type { Members, Outcome, ProcedureDefinition, Step, StepKind } from '../procedure/definition.ts'
import { limitMinutes } from '../procedure/limit-chain.ts'
import type { Asked, Distribution, Wait } from './simulation.schema.ts'

/** Hands-on minutes where nobody has measured: *assumed*, of the order in which officers speak of them, and shown as such. */
const WORK_MINUTES: Record<StepKind, number> = {
  assign: 5,
  review: 30,
  verify: 60,
  consult: 20,
  council: 60,
  financialObligation: 10,
  publicPosting: 15,
  draft: 30,
  approve: 10,
  sign: 5,
  number: 5,
  issue: 5,
  external: 10,
}
/** The way back is rare, but it exists. */
const BACK_SHARE = 0.05
const DAY_MINUTES = 480
/** How long others take when no limit says it. */
const OTHERS_MINUTES = 5 * DAY_MINUTES
const MEMBER_MINUTES = 2 * DAY_MINUTES

const around = (mean: number): Distribution => ({ type: 'lognormal', mean, deviation: mean / 2 })

export const workMinutes = ({ kind }: Pick<Step, 'kind'>): number => WORK_MINUTES[kind]

export const defaultService = ({ kind }: Pick<Step, 'kind'>): Distribution => around(workMinutes({ kind }))

/** Steps in which others work: a posting hangs for its whole limit, everybody else answers after half of theirs. */
export function defaultWait({ kind, limit, outsideLimit }: Step): Wait | null {
  if (kind === 'publicPosting' && limit !== null) return { until: 'limit' }
  if (kind !== 'external' && kind !== 'financialObligation' && !outsideLimit) return null
  return { time: around(limit === null ? OTHERS_MINUTES : limitMinutes(limit) / 2), clock: 'working' }
}

export function defaultAsked({ limit }: Pick<Members, 'limit'>): Asked {
  return { answer: around(limit === null ? MEMBER_MINUTES : limitMinutes(limit) / 2), silent: 0, asked: 1 }
}

/** Null: nobody knows before there is a dossier. A condition about nothing but the case is known. */
export function knownCondition(expression: string | undefined, caseCode: string): boolean | null {
  if (expression === undefined) return true
  const { names } = parseCondition(expression)
  return names.every((name) => name === 'case') ? holds(expression, { case: caseCode }) : null
}

/** Forward ways are equal, ways back share a small part; what only silence or another case leads to has none. */
export function defaultWeights(step: Step, isOpen: (outcome: Outcome) => boolean): number[] {
  const open = step.outcomes.map(isOpen)
  const bySilence = step.whenLate === 'consent' ? step.lateOutcome : undefined
  const forward = step.outcomes.map((outcome, index) => open[index] === true && !outcome.back && outcome.id !== bySilence)
  const back = step.outcomes.map((outcome, index) => open[index] === true && outcome.back)
  const count = (list: boolean[]) => list.filter(Boolean).length
  const [ways, returns] = [count(forward), count(back)]
  if (ways + returns === 0) return step.outcomes.map((_, index) => (open[index] ? 1 : 0))
  const backShare = ways === 0 ? 1 : returns === 0 ? 0 : BACK_SHARE
  return step.outcomes.map((_, index) => (forward[index] ? (1 - backShare) / ways : back[index] ? backShare / returns : 0))
}

/** Which offices a version needs people in: by role and kind of unit, and by code where it names an office. */
export const poolKey = ({ role, unitKind, agency }: { role: string; unitKind: string; agency?: string | undefined }): string =>
  agency === undefined || agency === 'competent' || agency === 'receivingPoint'
    ? `${role}/${unitKind}`
    : `${role}/${unitKind}/${agency}`

export interface NeededPool {
  key: string
  role: Step['performer']['role']
  unitKind: Step['performer']['unitKind']
  agency: string | undefined
  steps: string[]
}

export function neededPools({ steps }: Pick<ProcedureDefinition, 'steps'>): NeededPool[] {
  const pools = new Map<string, NeededPool>()
  for (const { id, performer } of steps) {
    const key = poolKey(performer)
    const { role, unitKind, agency } = performer
    const named = agency === 'competent' || agency === 'receivingPoint' ? undefined : agency
    const pool = pools.get(key) ?? { key, role, unitKind, agency: named, steps: [] }
    pool.steps.push(id)
    pools.set(key, pool)
  }
  return [...pools.values()]
}
