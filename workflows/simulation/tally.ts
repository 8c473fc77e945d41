import type { Plan } from './plan.ts'
import type { Dossier, Visit } from './visit.ts'

/** Numbers of one run; NaN where nothing of the kind happened. Times are working minutes. */
export interface RunResult {
  dossiers: number
  unfinished: number
  onTime: number
  lead: { mean: number; p50: number; p80: number; p95: number }
  /** Dossiers under way at a time, on average over working time. */
  underWay: number
  steps: { visits: number; waiting: number; working: number; others: number; waitingPerDossier: number }[]
  pools: { utilisation: number; waiting: number }[]
}

interface StepSums {
  visits: number
  waiting: number
  working: number
  others: number
}

const MINUTE_MS = 60_000

/** Sums while a run goes on: dossiers that came in the window, and what filled the window's working time. */
export class Tally {
  private readonly from: number
  private readonly plan: Plan
  private readonly steps: StepSums[]
  private readonly busy: number[]
  private leads = new Float64Array(1_024)
  private ended = 0
  private unfinished = 0
  private onTime = 0
  private decided = 0
  private underWay = 0
  private area = 0
  private areaUntil: number
  /** Where the window ends; infinite as long as that is the end of the run. */
  private to: number

  constructor(plan: Plan, from: number, to: number) {
    this.plan = plan
    this.from = from
    this.to = to
    this.areaUntil = from
    this.steps = plan.steps.map(() => ({ visits: 0, waiting: 0, working: 0, others: 0 }))
    this.busy = plan.pools.map(() => 0)
  }

  came(counted: number): void {
    this.fill(counted)
    this.underWay += 1
  }

  left(dossier: Dossier, counted: number, isOnTime: boolean): void {
    this.fill(counted)
    this.underWay -= 1
    if (!dossier.isCounted) return
    if (this.ended === this.leads.length) {
      const longer = new Float64Array(this.leads.length * 2)
      longer.set(this.leads)
      this.leads = longer
    }
    this.leads[this.ended] = counted - dossier.arrived
    this.ended += 1
    this.judge(isOnTime)
  }

  /** The known calendar ended first. Whose limit had passed was late; of the others nobody knows. */
  stuck(isLate: boolean): void {
    this.unfinished += 1
    if (isLate) this.judge(false)
  }

  /** A passage ended at this counted instant, or was cut off. */
  closed({ dossier, step, standing, opened, ready, begun }: Visit, counted: number): void {
    if (standing === 'working' && step.pool !== -1)
      this.busy[step.pool] = (this.busy[step.pool] ?? 0) + this.within(begun, counted)
    const sums = this.steps[step.index]
    if (!dossier.isCounted || !sums) return
    sums.visits += 1
    sums.others += (standing === 'waiting' ? counted : ready) - opened
    if (standing === 'queued') sums.waiting += counted - ready
    if (standing === 'working') {
      sums.waiting += begun - ready
      sums.working += counted - begun
    }
  }

  result(end: number): RunResult {
    this.fill(end)
    const to = Math.min(this.to, end)
    const window = to - this.from
    const leads = this.leads.subarray(0, this.ended).sort()
    const dossiers = this.ended + this.unfinished
    const minutes = (ms: number, count: number) => ms / count / MINUTE_MS
    const quantile = (share: number) => minutes(leads[Math.max(0, Math.ceil(share * this.ended) - 1)] ?? Number.NaN, 1)
    return {
      dossiers,
      unfinished: this.unfinished,
      onTime: this.onTime / this.decided,
      lead: {
        mean: minutes(
          leads.reduce((sum, lead) => sum + lead, 0),
          this.ended,
        ),
        p50: quantile(0.5),
        p80: quantile(0.8),
        p95: quantile(0.95),
      },
      underWay: this.area / window,
      steps: this.steps.map(({ visits, waiting, working, others }) => ({
        visits: visits / dossiers,
        waiting: minutes(waiting, visits),
        working: minutes(working, visits),
        others: minutes(others, visits),
        waitingPerDossier: minutes(waiting, dossiers),
      })),
      pools: this.plan.pools.map(({ people }, pool) => {
        const own = this.plan.steps.flatMap((step) => (step.pool === pool ? (this.steps[step.index] ?? []) : []))
        const visits = own.reduce((sum, step) => sum + step.visits, 0)
        const waiting = own.reduce((sum, step) => sum + step.waiting, 0)
        return { utilisation: (this.busy[pool] ?? 0) / (people * window), waiting: minutes(waiting, visits) }
      }),
    }
  }

  private judge(isOnTime: boolean): void {
    this.decided += 1
    if (isOnTime) this.onTime += 1
  }

  private within(from: number, to: number): number {
    return Math.max(0, Math.min(to, this.to) - Math.max(from, this.from))
  }

  private fill(counted: number): void {
    const until = Math.min(counted, this.to)
    if (until <= this.areaUntil) return
    this.area += this.underWay * (until - this.areaUntil)
    this.areaUntil = until
  }
}
