import { chooseLimit } from '../dossier/turn.ts'
import type { Members } from '../procedure/definition.ts'
import { memberLimitChoice, membersLimitChoice } from '../procedure/limits.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import { defaultAsked, knownCondition } from './defaults.ts'
import { type Draw, drawOf } from './distribution.ts'
import type { Random } from './random.ts'
import type { Asked, KnownAssumptions } from './simulation.schema.ts'
import { unfit } from './unfit.ts'

interface MemberPlan {
  answer: Draw
  silent: number
  /** By case. */
  asked: readonly number[]
  limits: readonly (Limit | null)[]
}

export interface MembersPlan {
  members: readonly MemberPlan[]
  silenceEnds: boolean
  /** How many answers let the step go on; null: all of those who were asked. */
  enough: number | null
}

type StepAssumptions = KnownAssumptions['steps'][string]

/** Whom a step asks side by side. Members are no pool of ours: each answers after a time of their own. */
export function membersPlan(step: string, members: Members, told: StepAssumptions, codes: readonly string[]): MembersPlan {
  const plans: MemberPlan[] = []
  const add = (place: string, given: Asked, limits: readonly (Limit | null)[], asked: readonly number[]) => {
    // Silence ends with the limit, or the performer goes on without the answer; a number that law wants is never made up.
    const isEndless = given.silent > 0 && (limits.includes(null) || (members.silence === 'waits' && members.join.type !== 'all'))
    if (isEndless) throw unfit(`assumptions.steps.${step}.${place}.silent`, 'simulation.neverAnswers')
    plans.push({ answer: drawOf(given.answer), silent: given.silent, asked, limits })
  }
  for (const member of members.fixed) {
    const given = told.members?.[member.id] ?? defaultAsked(member.limit === undefined ? members : { limit: member.limit })
    const choice = memberLimitChoice(step, members, member)
    const limits = codes.map((code) => chooseLimit(choice, code).limit)
    add(
      `members.${member.id}`,
      given,
      limits,
      codes.map((code) => (knownCondition(member.when, code) === false ? 0 : given.asked)),
    )
  }
  const chosen = told.chosen ?? { ...defaultAsked(members), count: members.chosen?.min ?? 0 }
  const limits = codes.map((code) => chooseLimit(membersLimitChoice(step, members), code).limit)
  for (let index = 0; index < chosen.count; index += 1)
    add(
      'chosen',
      chosen,
      limits,
      codes.map(() => chosen.asked),
    )
  const { join } = members
  return {
    members: plans,
    silenceEnds: members.silence === 'consents',
    enough: join.type === 'all' ? null : join.type === 'any' ? 1 : join.n,
  }
}

/**
 * When enough have answered: all are asked at the opening. `limitEnd` says when a limit that began now has passed. Where fewer are asked than
 * have to answer, all of them count: the quorum itself is `verify`'s question.
 */
export function answeredAt(
  plan: MembersPlan,
  caseIndex: number,
  now: number,
  random: Random,
  after: (ms: number) => number,
  limitEnd: (limit: Limit) => number,
): number {
  const answers: number[] = []
  for (const { answer, silent, asked, limits } of plan.members) {
    // as many draws for everybody, whatever happens to the others
    const [isAsked, isSilent, ms] = [random() < (asked[caseIndex] ?? 0), random() < silent, answer(random)]
    if (!isAsked) continue
    const limit = limits[caseIndex] ?? null
    const at = after(ms)
    if (isSilent || plan.silenceEnds) {
      const end = limit === null ? Number.POSITIVE_INFINITY : limitEnd(limit)
      answers.push(isSilent ? end : Math.min(at, end))
    } else answers.push(at)
  }
  if (answers.length === 0) return now
  answers.sort((a, b) => a - b)
  return answers[Math.min(plan.enough ?? answers.length, answers.length) - 1] ?? now
}
