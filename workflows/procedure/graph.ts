import type { Step } from './definition.ts'

/** Forward ways through the steps; `back` outcomes and sending back are left out. */
export class StepGraph {
  readonly steps: ReadonlyMap<string, Step>

  constructor(steps: readonly Step[]) {
    this.steps = new Map(steps.map((step) => [step.id, step]))
  }

  next(id: string): string[] {
    const outcomes = this.steps.get(id)?.outcomes ?? []
    return [...new Set(outcomes.filter(({ back, to }) => !back && to !== 'end').map(({ to }) => to))]
  }

  /** Every step on some way from here, this one included. */
  ahead(id: string): Set<string> {
    const seen = new Set<string>()
    const waiting = [id]
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      if (seen.has(step)) continue
      seen.add(step)
      waiting.push(...this.next(step))
    }
    return seen
  }

  decidesFrom(id: string): boolean {
    return [...this.ahead(id)].some((step) => this.steps.get(step)?.outcomes.some(({ decision }) => decision !== undefined))
  }

  /** The steps that can have been done before this one. */
  before(id: string): string[] {
    return [...this.steps.keys()].filter((step) => step !== id && this.ahead(step).has(id))
  }
}
