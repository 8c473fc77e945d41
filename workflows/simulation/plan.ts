import { DomainError } from '../domain-error.ts'
import { chooseLimit } from '../dossier/turn.ts'
import type { Join, Outcome, ProcedureDefinition, Step } from '../procedure/definition.ts'
import { DESK } from '../procedure/definition.ts'
import { StepGraph } from '../procedure/graph.ts'
import { limitChoices, stepLimitChoice } from '../procedure/limits.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import { defaultService, defaultWait, defaultWeights, knownCondition, poolKey } from './defaults.ts'
import { type Draw, drawOf } from './distribution.ts'
import { type MembersPlan, membersPlan } from './members.ts'
import type { KnownAssumptions, StaffRows } from './simulation.schema.ts'
import { unfit } from './unfit.ts'

/** The id of the desk's check among the steps of the report. */
export const INTAKE = 'intake'

export interface StepPlan {
  index: number
  id: string
  pool: number
  service: Draw | null
  wait: Draw | null
  isCalendarWait: boolean
  waitsForLimit: boolean
  members: MembersPlan | null
  isOutside: boolean
  /** By case. */
  limits: (Limit | null)[]
  /** Running sums of the shares of the outcomes, by case. */
  shares: (readonly number[])[]
  targets: readonly Target[]
  /** The outcome of silence when the limit passes. */
  silence: number | null
  block: BlockPlan | null
  /** Index of the step whose last performer does this one as well, or may not. */
  sameAs: number | null
  notSameAs: number | null
  cases: readonly boolean[]
}
export interface BlockPlan {
  id: string
  /** By case: how often each branch is entered. */
  branches: { entry: StepPlan; shares: readonly number[] }[]
  join: Join
  to: Target
}
export type Target = { type: 'end' } | { type: 'join' } | { type: 'step'; step: StepPlan } | { type: 'block'; block: BlockPlan }
export interface Plan {
  steps: StepPlan[]
  pools: { key: string; people: number }[]
  start: Target
  intake: StepPlan | null
  caseShares: readonly number[]
  legal: (Limit | null)[]
  remembersPeople: boolean
}

const sumsOf = (weights: readonly number[]): number[] => {
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum
  })
}

class Planner {
  private readonly definition: ProcedureDefinition
  private readonly known: KnownAssumptions
  private readonly graph: StepGraph
  private readonly codes: string[]
  private readonly pools: Plan['pools']

  constructor(definition: ProcedureDefinition, staff: StaffRows, known: KnownAssumptions) {
    this.definition = definition
    this.known = known
    this.graph = new StepGraph(definition)
    this.codes = definition.cases.map(({ code }) => code)
    const keys = staff.map(poolKey)
    const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
    if (twice !== -1) throw unfit(`staff.${twice}`, 'simulation.poolTwice', { pool: keys[twice] })
    this.pools = staff.map(({ people }, index) => ({ key: keys[index] ?? '', people }))
  }

  plan(): Plan {
    const { definition, known } = this
    this.refuseUnknownNames()
    const steps = definition.steps.map((step, index) => this.step(step, index))
    const byId = new Map(steps.map((step) => [step.id, step]))
    const blocks = new Map<string, BlockPlan>()
    const targetOf = (id: string): Target => {
      if (id === 'end' || id === 'join') return { type: id }
      const step = byId.get(id)
      if (step) return { type: 'step', step }
      const block = blocks.get(id)
      if (!block) throw new DomainError('DEFINITION_INVALID', `no step ${id}`, { path: 'steps', reason: id })
      return { type: 'block', block }
    }
    for (const block of definition.blocks)
      blocks.set(block.id, { id: block.id, branches: [], join: block.join, to: { type: 'end' } })
    for (const { id, to, branches } of definition.blocks) {
      const block = blocks.get(id)
      if (!block) continue
      block.to = targetOf(to)
      for (const { id: branch, start, when, steps: inside } of branches) {
        const entry = byId.get(start)
        if (!entry) throw new DomainError('DEFINITION_INVALID', `no step ${start}`, { path: 'blocks', reason: start })
        const told = known.branches[id]?.[branch]
        const share = (code: string, index: number) =>
          entry.cases[index] === false ? 0 : (told ?? (knownCondition(when, code) === false ? 0 : 1))
        block.branches.push({ entry, shares: this.codes.map(share) })
        for (const step of inside) {
          const plan = byId.get(step)
          if (plan) plan.block = block
        }
      }
    }
    for (const [index, step] of definition.steps.entries()) {
      const plan = steps[index]
      if (plan) plan.targets = step.outcomes.map(({ to }) => targetOf(to))
    }
    const intake = known.intake === undefined ? null : this.intake(steps.length)
    return {
      steps: intake ? [...steps, intake] : steps,
      pools: this.pools,
      start: targetOf(definition.start),
      intake,
      caseShares: this.caseShares(),
      legal: this.codes.map((code) => chooseLimit(limitChoices(definition).legal, code).limit),
      remembersPeople: steps.some(({ sameAs, notSameAs }) => sameAs !== null || notSameAs !== null),
    }
  }

  private step(step: Step, index: number): StepPlan {
    const { definition, graph, codes } = this
    const told = this.known.steps[step.id] ?? {}
    const place = `assumptions.steps.${step.id}`
    const service = told.service === undefined ? defaultService(step) : told.service
    const wait = told.wait === undefined ? defaultWait(step) : told.wait
    const limits = codes.map((code) => chooseLimit(stepLimitChoice(definition, step.id), code).limit)
    const waitsForLimit = wait !== null && 'until' in wait
    if (waitsForLimit && limits.includes(null)) throw unfit(`${place}.wait`, 'simulation.noLimit')
    const indexOf = (id: string | undefined) => {
      const found = definition.steps.findIndex((each) => each.id === id)
      return found === -1 ? null : found
    }
    const silence = step.outcomes.findIndex(({ id }) => id === step.lateOutcome)
    return {
      index,
      id: step.id,
      pool: service === null ? -1 : this.poolOf(step),
      service: service === null ? null : drawOf(service),
      wait: wait !== null && 'time' in wait ? drawOf(wait.time) : null,
      isCalendarWait: wait !== null && 'clock' in wait && wait.clock === 'calendar',
      waitsForLimit,
      members: step.members ? membersPlan(step.id, step.members, told, codes) : null,
      isOutside: step.outsideLimit !== undefined,
      limits,
      shares: codes.map((code) => sumsOf(this.weights(step, code))),
      targets: [],
      silence: step.whenLate === 'consent' && silence !== -1 ? silence : null,
      block: null,
      sameAs: indexOf(step.performer.sameAs),
      notSameAs: this.fourEyes(step, indexOf(step.performer.notSameAs)),
      cases: codes.map((code) => graph.steps.get(step.id)?.onlyIn?.includes(code) ?? true),
    }
  }

  /** One person alone cannot be two. */
  private fourEyes(step: Step, other: number | null): number | null {
    const before = other === null ? undefined : this.definition.steps[other]
    if (!before || poolKey(before.performer) !== poolKey(step.performer)) return other
    const pool = this.pools.findIndex(({ key }) => key === poolKey(step.performer))
    if (this.pools[pool]?.people === 1)
      throw unfit(`staff.${pool}.people`, 'simulation.fourEyes', { step: step.id, pool: this.pools[pool].key })
    return other
  }

  private poolOf({ id, performer }: Pick<Step, 'id' | 'performer'>): number {
    const key = poolKey(performer)
    const found = this.pools.findIndex((pool) => pool.key === key)
    if (found === -1) throw unfit('staff', 'simulation.poolMissing', { pool: key, step: id })
    return found
  }

  private weights(step: Step, code: string): number[] {
    const told = this.known.steps[step.id]?.outcomes
    if (!told) return defaultWeights(step, (outcome) => this.isOpen(outcome, code))
    return step.outcomes.map(({ id }) => told[id] ?? 0)
  }

  /** A way that this case does not have is not gone. */
  private isOpen({ to, when }: Outcome, code: string): boolean {
    const exists = this.graph.steps.get(to)?.onlyIn?.includes(code) ?? true
    return exists && knownCondition(when, code) !== false
  }

  private intake(index: number): StepPlan {
    const { codes, known } = this
    return {
      index,
      id: INTAKE,
      pool: this.poolOf({ id: INTAKE, performer: DESK }),
      service: known.intake ? drawOf(known.intake) : null,
      wait: null,
      isCalendarWait: false,
      waitsForLimit: false,
      members: null,
      isOutside: false,
      limits: codes.map(() => null),
      shares: codes.map(() => [1]),
      targets: [],
      silence: null,
      block: null,
      sameAs: null,
      notSameAs: null,
      cases: codes.map(() => true),
    }
  }

  private caseShares(): number[] {
    const { cases } = this.known
    if (!cases) return this.codes.map((_, index) => (index === this.codes.length - 1 ? 1 : 0))
    const sums = sumsOf(this.codes.map((code) => cases[code] ?? 0))
    if ((sums.at(-1) ?? 0) <= 0) throw unfit('assumptions.cases', 'simulation.noShare')
    return sums
  }

  /** A word that means nothing is a typing error, and would otherwise change the answer in silence. */
  private refuseUnknownNames(): void {
    const { definition, known } = this
    const refuse = (path: string, given: object | undefined, names: readonly string[]) => {
      const unknown = Object.keys(given ?? {}).find((name) => !names.includes(name))
      if (unknown !== undefined) throw unfit(`assumptions.${path}.${unknown}`, 'simulation.nameUnknown')
    }
    const ids = (list: readonly { id: string }[] | undefined) => (list ?? []).map(({ id }) => id)
    refuse('steps', known.steps, ids(definition.steps))
    refuse('cases', known.cases, this.codes)
    refuse('branches', known.branches, ids(definition.blocks))
    for (const { id, outcomes, members } of definition.steps) {
      const told = known.steps[id]
      refuse(`steps.${id}.outcomes`, told?.outcomes, ids(outcomes))
      refuse(`steps.${id}.members`, told?.members, ids(members?.fixed))
      if (told?.chosen && told.chosen.count > (members?.chosen?.max ?? 0))
        throw unfit(`assumptions.steps.${id}.chosen.count`, 'simulation.tooManyMembers')
    }
    for (const { id, branches } of definition.blocks) refuse(`branches.${id}`, known.branches[id], ids(branches))
  }
}

export const planOf = (definition: ProcedureDefinition, staff: StaffRows, known: KnownAssumptions): Plan =>
  new Planner(definition, staff, known).plan()
