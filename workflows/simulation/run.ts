import { DomainError } from '../domain-error.ts'
import type { Calendar, Limit } from '../working-time/working-time.schema.ts'
import { Agenda } from './agenda.ts'
import type { Coming } from './coming.ts'
import { dueMs, LegalClock } from './legal-clock.ts'
import { answeredAt } from './members.ts'
import type { BlockPlan, Plan, StepPlan, Target } from './plan.ts'
import { Pool } from './pool.ts'
import { choose, type Random, stream } from './random.ts'
import { type RunResult, Tally } from './tally.ts'
import { unfit } from './unfit.ts'
import type { Dossier, Visit } from './visit.ts'
import type { WorkIndex } from './work-index.ts'

const MAX_VISITS_OF_ONE = 10_000

type Happening = { type: 'ready' | 'done' | 'late'; visit: Visit }
interface Streams {
  service: Random
  wait: Random
  outcome: Random
}

export interface Office {
  plan: Plan
  calendar: Calendar
  index: WorkIndex
  coming: Coming
  seed: number
  /** Counts the passages that are still allowed, over all runs. */
  budget: { visits: number }
}

/** One run: one luck. */
export class Run {
  private readonly office: Office
  private readonly index: WorkIndex
  private readonly plan: Plan
  private readonly agenda = new Agenda<Happening>()
  private readonly pools: Pool[]
  private readonly streams: Streams[]
  private readonly cases: Random
  private readonly branches: Random
  private readonly tally: Tally
  private readonly arrivals: Iterator<number>
  private readonly living = new Set<Dossier>()
  now = 0
  counted = 0

  constructor(office: Office, nr: number) {
    const { plan, seed, index, coming } = office
    const random = (purpose: string) => stream(seed, nr, purpose)
    this.office = office
    this.index = index
    this.plan = plan
    this.pools = plan.pools.map(({ people }) => new Pool(people))
    this.streams = plan.steps.map(({ id }) => ({
      service: random(`service ${id}`),
      wait: random(`wait ${id}`),
      outcome: random(`outcome ${id}`),
    }))
    this.cases = random('case')
    this.branches = random('branch')
    this.arrivals = coming.instants(random('arrival'))[Symbol.iterator]()
    this.tally = new Tally(plan, coming.countedFrom, coming.countedTo)
  }

  result(): RunResult {
    let arrival = this.arrivals.next()
    for (;;) {
      const at = this.agenda.next()
      if (arrival.done !== true && arrival.value <= at) {
        this.goTo(arrival.value)
        this.arrive()
        arrival = this.arrivals.next()
      } else {
        const next = this.agenda.take()
        if (!next) break
        // what was closed meanwhile does not happen, and must not make the run longer
        if (next.visit.standing === 'closed') continue
        this.goTo(at)
        this.happen(next)
      }
    }
    if (this.living.size > 0) this.breakOff()
    return this.tally.result(this.counted)
  }

  private goTo(instant: number): void {
    this.now = instant
    this.counted = this.index.at(instant)
  }

  private happen({ type, visit }: Happening): void {
    if (type === 'ready') this.ready(visit)
    else if (type === 'late') this.end(visit, visit.step.silence ?? 0)
    else this.end(visit, this.outcomeOf(visit))
  }

  private arrive(): void {
    const { plan, counted } = this
    const dossier: Dossier = {
      caseIndex: choose(plan.caseShares, this.cases),
      isCounted: counted >= this.office.coming.countedFrom,
      arrived: counted,
      clock: new LegalClock(this),
      open: [],
      visits: 0,
      block: null,
      finished: 0,
      people: plan.remembersPeople ? new Int32Array(plan.steps.length).fill(-1) : null,
    }
    this.living.add(dossier)
    this.tally.came(counted)
    if (plan.intake) this.open(dossier, plan.intake)
    else this.enter(dossier, plan.start)
  }

  private enter(dossier: Dossier, target: Target): void {
    if (target.type === 'step') this.open(dossier, target.step)
    else if (target.type === 'block') this.enterBlock(dossier, target.block)
    dossier.clock.settle(dossier.open, this)
    if (target.type === 'end') this.leave(dossier)
  }

  private enterBlock(dossier: Dossier, block: BlockPlan): void {
    const shares = block.branches.map(({ shares }) => shares[dossier.caseIndex] ?? 0)
    let meant = shares.map((share) => this.branches() < share)
    // a block without any branch is not entered: then the likeliest one is meant
    if (!meant.includes(true)) meant = shares.map((_, index) => index === shares.indexOf(Math.max(...shares)))
    dossier.block = block
    dossier.finished = 0
    for (const [index, { entry }] of block.branches.entries()) if (meant[index]) this.open(dossier, entry)
  }

  private open(dossier: Dossier, step: StepPlan): void {
    dossier.visits += 1
    this.office.budget.visits -= 1
    if (dossier.visits > MAX_VISITS_OF_ONE) throw unfit(`assumptions.steps.${step.id}.outcomes`, 'simulation.endless')
    if (this.office.budget.visits < 0) throw unfit('arrivals', 'simulation.tooMuch')
    const { people } = dossier
    const barred = people && step.notSameAs !== null ? (people[step.notSameAs] ?? -1) : -1
    const before = people && step.sameAs !== null ? (people[step.sameAs] ?? -1) : -1
    const sameOffice = (other: number | null) => other !== null && this.plan.steps[other]?.pool === step.pool
    const bar = sameOffice(step.notSameAs) ? barred : -1
    const visit: Visit = {
      dossier,
      step,
      standing: 'waiting',
      opened: this.counted,
      ready: this.counted,
      begun: this.counted,
      service: 0,
      person: -1,
      // whom four eyes forbid cannot be the one who did it before: then a colleague takes over
      wanted: sameOffice(step.sameAs) && before !== bar ? before : -1,
      barred: bar,
      order: 0,
    }
    dossier.open.push(visit)
    if (step.silence !== null) {
      const limit = step.limits[dossier.caseIndex]
      if (limit) this.agenda.plan(this.limitEnd(limit), { type: 'late', visit })
    }
    const readyAt = this.readyAt(visit)
    if (readyAt > this.now) this.agenda.plan(readyAt, { type: 'ready', visit })
    else this.ready(visit)
  }

  private readyAt({ step, dossier }: Visit): number {
    const random = this.streams[step.index]?.wait
    let at = this.now
    if (random && step.wait) {
      const ms = step.wait(random)
      at = step.isCalendarWait ? this.now + ms : this.index.after(this.now, ms)
    }
    const limit = step.limits[dossier.caseIndex]
    if (step.waitsForLimit && limit) at = this.limitEnd(limit)
    if (!random || !step.members) return at
    const after = (ms: number) => this.index.after(this.now, ms)
    const answered = answeredAt(step.members, dossier.caseIndex, this.now, random, after, (each) => this.limitEnd(each))
    return Math.max(at, answered)
  }

  private limitEnd(limit: Limit): number {
    return dueMs(this.now, limit, this.office.calendar, []) ?? Number.POSITIVE_INFINITY
  }

  private ready(visit: Visit): void {
    const { step } = visit
    visit.ready = this.counted
    const pool = this.pools[step.pool]
    const random = this.streams[step.index]?.service
    if (!pool || !step.service || !random) {
      // nobody's work: it ends with the wait, by an event of its own so that long chains need no stack
      visit.begun = this.counted
      visit.standing = 'working'
      this.agenda.plan(this.now, { type: 'done', visit })
      return
    }
    visit.service = step.service(random)
    const person = pool.take(visit)
    if (person !== null) this.begin(visit, person)
  }

  private begin(visit: Visit, person: number): void {
    visit.standing = 'working'
    visit.person = person
    visit.begun = this.counted
    this.agenda.plan(this.index.after(this.now, visit.service), { type: 'done', visit })
  }

  private outcomeOf({ step, dossier }: Visit): number {
    const random = this.streams[step.index]?.outcome
    return random ? choose(step.shares[dossier.caseIndex] ?? [1], random) : 0
  }

  private end(visit: Visit, outcome: number): void {
    const { dossier, step } = visit
    if (dossier.people && visit.person !== -1) dossier.people[step.index] = visit.person
    this.close(visit)
    if (step === this.plan.intake) {
      dossier.clock = new LegalClock(this)
      this.enter(dossier, this.plan.start)
      return
    }
    const target = step.targets[outcome]
    if (!target) throw new DomainError('DEFINITION_INVALID', `no outcome ${outcome} of ${step.id}`, { path: 'steps' })
    if (target.type === 'join') this.join(dossier)
    else {
      const isInside = target.type === 'step' && dossier.block !== null && target.step.block === dossier.block
      if (!isInside) this.leaveBlock(dossier)
      this.enter(dossier, target)
    }
  }

  private join(dossier: Dossier): void {
    const { block } = dossier
    if (!block) return
    dossier.finished += 1
    const waiting = dossier.open.length
    const { join } = block
    const isReached = waiting === 0 || join.type === 'any' || (join.type === 'atLeast' && dossier.finished >= join.n)
    if (isReached) {
      this.leaveBlock(dossier)
      this.enter(dossier, block.to)
    } else dossier.clock.settle(dossier.open, this)
  }

  private leaveBlock(dossier: Dossier): void {
    dossier.block = null
    // who is freed here must not begin what is about to be closed as well
    for (const visit of dossier.open.filter(({ person }) => person === -1)) this.close(visit)
    for (const visit of [...dossier.open]) this.close(visit)
  }

  private close(visit: Visit): void {
    const { dossier, step, person } = visit
    this.tally.closed(visit, this.counted)
    visit.standing = 'closed'
    dossier.open.splice(dossier.open.indexOf(visit), 1)
    if (person === -1) return
    const next = this.pools[step.pool]?.release(person)
    if (next) this.begin(next, person)
  }

  private leave(dossier: Dossier): void {
    this.living.delete(dossier)
    this.tally.left(dossier, this.counted, this.isOnTime(dossier) !== false)
  }

  private isOnTime({ clock, caseIndex }: Dossier): boolean | null {
    return clock.isWithin(this.plan.legal[caseIndex] ?? null, this, this.index, this.office.calendar)
  }

  /** The known calendar is over. */
  private breakOff(): void {
    this.goTo(this.index.end())
    for (const dossier of this.living) {
      for (const visit of dossier.open) this.tally.closed(visit, this.counted)
      if (dossier.isCounted) this.tally.stuck(!dossier.clock.isPaused && this.isOnTime(dossier) === false)
    }
  }
}
