import type { Block, ProcedureDefinition, Step } from './definition.ts'

export type Branch = Block['branches'][number]
/** Where a step stands when it is one of a block's. */
export interface Place {
  block: Block
  branch: Branch
}

/** Forward ways through steps and blocks; `back` outcomes and sending back are left out. Steps and blocks share one space of ids. */
export class StepGraph {
  readonly steps: ReadonlyMap<string, Step>
  readonly blocks: ReadonlyMap<string, Block>
  private readonly places: ReadonlyMap<string, Place>
  private readonly reached = new Map<string, ReadonlySet<string>>()
  private readonly earlier = new Map<string, string[]>()

  constructor({ steps, blocks }: Pick<ProcedureDefinition, 'steps' | 'blocks'>) {
    this.steps = new Map(steps.map((step) => [step.id, step]))
    this.blocks = new Map(blocks.map((block) => [block.id, block]))
    this.places = new Map(
      blocks.flatMap((block) =>
        block.branches.flatMap((branch) => branch.steps.map((step) => [step, { block, branch }] as const)),
      ),
    )
  }

  has(id: string): boolean {
    return this.steps.has(id) || this.blocks.has(id)
  }

  placeOf(step: string): Place | undefined {
    return this.places.get(step)
  }

  /** Every step of a block; a step stands for itself. */
  stepsOf(id: string): string[] {
    const block = this.blocks.get(id)
    return block ? block.branches.flatMap(({ steps }) => steps) : [id]
  }

  /** The steps that are entered when this is entered. */
  entries(id: string): Step[] {
    const block = this.blocks.get(id)
    const ids = block ? block.branches.map(({ start }) => start) : [id]
    return ids.flatMap((each) => this.steps.get(each) ?? [])
  }

  next(id: string): string[] {
    const block = this.blocks.get(id)
    if (block) return block.branches.map(({ start }) => start)
    const outcomes = this.steps.get(id)?.outcomes.filter(({ back }) => !back) ?? []
    const targets = outcomes.map(({ to }) => (to === 'join' ? (this.placeOf(id)?.block.to ?? 'end') : to))
    return [...new Set(targets)].filter((to) => to !== 'end')
  }

  /** Every step and block on some way from here, this one included. */
  ahead(id: string): ReadonlySet<string> {
    const known = this.reached.get(id)
    if (known) return known
    const seen = new Set<string>()
    const waiting = [id]
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      if (seen.has(step)) continue
      seen.add(step)
      waiting.push(...this.next(step))
    }
    this.reached.set(id, seen)
    return seen
  }

  decidesFrom(id: string): boolean {
    return [...this.ahead(id)].some((step) => this.steps.get(step)?.outcomes.some(({ decision }) => decision !== undefined))
  }

  /** Whether a way may lead from this step to that step or block: never into the middle of a block, and to its own block only by joining. */
  mayLead(from: string, to: string): boolean {
    const here = this.placeOf(from)
    const there = this.placeOf(to)
    if (there !== undefined) return there.branch === here?.branch
    return here === undefined || here.block.id !== to
  }

  /** What can have been done before this step, and to which one can go back from it. */
  before(id: string): string[] {
    const known = this.earlier.get(id)
    if (known) return known
    const found = [...this.steps.keys(), ...this.blocks.keys()].filter(
      (earlier) => earlier !== id && this.mayLead(id, earlier) && this.ahead(earlier).has(id),
    )
    this.earlier.set(id, found)
    return found
  }

  /** Where a dossier can be reopened or begun anew: never in the middle of a block. */
  gates(): string[] {
    return [...this.steps.keys(), ...this.blocks.keys()].filter((id) => this.placeOf(id) === undefined)
  }
}
