import type { Answers } from '#workflows/form/validate.ts'
import type { Block, Outcome, ProcedureDefinition, Step } from '#workflows/procedure/definition.ts'
import type { Filing } from './filing.ts'
import { type Opinions, StepData } from './step-data.ts'

// Every shortest way through a version to each of its ends, read off the definition alone: no machine is asked.

export type Move =
  | { do: 'pay' | 'accept' | 'handOver' | 'refuse' | 'withdraw' | 'stop' | 'return' }
  | { do: 'complete'; step: string; outcome: string; data: Answers }
  | { do: 'ask'; step: string; count: number }
  | { do: 'answer'; step: string; nth: number; answer: string }
  | { do: 'oblige' | 'prove'; step: string }

export interface Way {
  filing: Filing
  end: string
  moves: Move[]
}

interface Place {
  state: string
  /** Open steps, the one that is worked on first. */
  open: string[]
  opinions: Record<string, Opinions>
  /** Obligation steps: nothing, asked for, settled. */
  obligation: Record<string, 'open' | 'settled'>
  stepData: Record<string, Answers>
  decision: string | null
  last: string
}

/** A way longer than this is no shortest way of a real procedure. */
const MAX_MOVES = 60

export class Ways {
  private readonly definition: ProcedureDefinition
  private readonly filing: Filing
  private readonly data: StepData

  constructor(filing: Filing) {
    this.definition = filing.definition
    this.filing = filing
    this.data = new StepData(filing)
  }

  /** Breadth first, so that the first arrivals at an end are its shortest ways; all of that length are kept. */
  shortest(): Way[] {
    const found = new Map<string, { length: number; ways: Way[] }>()
    let front: { place: Place; moves: Move[] }[] = [{ place: this.start(), moves: [] }]
    const seen = new Map<string, number>()
    for (let length = 0; front.length > 0 && length <= MAX_MOVES; length += 1) {
      const next: typeof front = []
      for (const { place, moves } of front) {
        const key = JSON.stringify([
          place.state,
          place.open,
          place.opinions,
          place.obligation,
          place.decision,
          place.last,
          this.data.truths(place),
        ])
        const before = seen.get(key)
        if (before !== undefined && before < length) continue
        seen.set(key, length)
        const end = this.endOf(place)
        if (end !== null) {
          const known = found.get(end) ?? { length, ways: [] }
          found.set(end, known)
          if (known.length === length) known.ways.push({ filing: this.filing, end, moves })
          continue
        }
        for (const [move, then] of this.movesFrom(place)) next.push({ place: then, moves: [...moves, move] })
      }
      front = next
    }
    return [...found.values()].flatMap(({ ways }) => ways)
  }

  private endOf({ state, decision, last }: Place): string | null {
    if (state === 'returned') return `returned ${decision} by ${last}`
    return ['refused', 'withdrawn', 'stopped'].includes(state) ? state : null
  }

  private start(): Place {
    const base = { open: [], opinions: {}, obligation: {}, stepData: {}, decision: null, last: '' }
    const { isPaidFirst, source } = this.filing
    if (source === 'DESK')
      return this.definition.handOverOnAccept ? this.entered(base, this.definition.start) : { ...base, state: 'accepted' }
    return { ...base, state: isPaidFirst ? 'awaitingFee' : 'arrived' }
  }

  private *movesFrom(place: Place): Generator<[Move, Place]> {
    switch (place.state) {
      case 'awaitingFee':
        yield [{ do: 'pay' }, { ...place, state: 'arrived' }]
        yield [{ do: 'withdraw' }, { ...place, state: 'withdrawn' }]
        return
      case 'arrived':
        yield [
          { do: 'accept' },
          this.definition.handOverOnAccept ? this.entered(place, this.definition.start) : { ...place, state: 'accepted' },
        ]
        yield [{ do: 'refuse' }, { ...place, state: 'refused' }]
        yield [{ do: 'withdraw' }, { ...place, state: 'withdrawn' }]
        return
      case 'accepted':
        yield [{ do: 'handOver' }, this.entered(place, this.definition.start)]
        return
      case 'processing':
        if (place.decision === null) yield [{ do: 'stop' }, { ...place, state: 'stopped' }]
        yield* this.work(place)
        return
      case 'resultReady':
        yield [{ do: 'return' }, { ...place, state: 'returned' }]
        return
    }
  }

  /** Branches are worked off one after the other: in which order they interleave makes no other end. */
  private *work(place: Place): Generator<[Move, Place]> {
    const id = place.open[0]
    const step = this.definition.steps.find((each) => each.id === id)
    if (!step) return
    const asked = place.opinions[step.id]
    if (step.members && asked) {
      const { chosen, answers } = step.members
      const wanted = this.wanted(step, asked)
      if (chosen && asked.asked < wanted) {
        const count = wanted - asked.asked
        yield [
          { do: 'ask', step: step.id, count },
          { ...place, opinions: { ...place.opinions, [step.id]: { ...asked, asked: wanted } } },
        ]
        return
      }
      if (asked.answers.length < this.needed(step, asked.asked)) {
        // all say the same: whatever an outcome needs of the opinions, a way of one mind shows it
        const first = asked.answers[0]
        for (const counts of ['for', 'against'] as const) {
          const said = answers.find((each) => each.counts === counts)
          if (!said || (first !== undefined && first !== counts)) continue
          const nth = asked.answers.length
          yield [
            { do: 'answer', step: step.id, nth, answer: said.id },
            { ...place, opinions: { ...place.opinions, [step.id]: { ...asked, answers: [...asked.answers, counts] } } },
          ]
        }
        return
      }
    }
    if (step.kind === 'financialObligation' && place.obligation[step.id] === 'open') {
      yield [
        { do: 'prove', step: step.id },
        { ...place, obligation: { ...place.obligation, [step.id]: 'settled' } },
      ]
      return
    }
    if (step.kind === 'financialObligation' && place.obligation[step.id] === undefined)
      yield [
        { do: 'oblige', step: step.id },
        { ...place, obligation: { ...place.obligation, [step.id]: 'open' } },
      ]
    for (const outcome of step.outcomes) {
      if (outcome.back || !this.leadsOn(outcome)) continue
      if (step.kind === 'financialObligation' && !outcome.noObligation && place.obligation[step.id] !== 'settled') continue
      if (outcome.noObligation && place.obligation[step.id] !== undefined) continue
      for (const data of this.data.for(step, outcome, place)) {
        const then = this.after(place, step, outcome, data)
        if (then) yield [{ do: 'complete', step: step.id, outcome: outcome.id, data }, then]
      }
    }
  }

  private wanted(step: Step, { asked }: Opinions): number {
    const { chosen, join } = step.members ?? {}
    if (!chosen) return asked
    return Math.max(asked, chosen.min, join?.type === 'atLeast' ? join.n : 0, asked === 0 && join?.type === 'any' ? 1 : 0)
  }

  private needed(step: Step, asked: number): number {
    const join = step.members?.join
    if (!join || asked === 0) return 0
    return join.type === 'all' ? asked : join.type === 'any' ? 1 : join.n
  }

  private isInCase({ onlyIn }: Pick<Step, 'onlyIn'>): boolean {
    return onlyIn === undefined || onlyIn.includes(this.filing.caseCode)
  }

  private leadsOn({ to }: Outcome): boolean {
    const target = this.definition.steps.find(({ id }) => id === to)
    return target === undefined || this.isInCase(target)
  }

  private after(place: Place, step: Step, outcome: Outcome, data: Answers): Place | null {
    const block = this.blockOf(step.id)
    const branch = block?.branches.find(({ steps }) => steps.includes(step.id))
    const base: Place = {
      ...place,
      stepData: { ...place.stepData, [step.id]: data },
      decision: outcome.decision ?? place.decision,
      last: outcome.decision ? step.id : place.last,
      open: place.open.filter((id) => id !== step.id),
    }
    if (outcome.to === 'end')
      return place.decision === null && !outcome.decision ? null : { ...base, state: 'resultReady', open: [] }
    if (outcome.to === 'join' && block) {
      const running = block.branches.filter(({ steps }) => base.open.some((id) => steps.includes(id))).length
      const opened = this.openBranches(block).length
      const enough = block.join.type === 'all' ? opened : block.join.type === 'any' ? 1 : block.join.n
      return opened - running >= Math.min(enough, opened) ? this.entered({ ...base, open: [] }, block.to) : base
    }
    const staysInside = block && branch?.steps.includes(outcome.to)
    return this.entered(staysInside ? base : { ...base, open: [] }, outcome.to)
  }

  private entered(place: Omit<Place, 'state'>, target: string): Place {
    if (target === 'end') return { ...place, state: 'resultReady', open: [] }
    const block = this.definition.blocks.find(({ id }) => id === target)
    const steps = block ? this.openBranches(block).map(({ start }) => start) : [target]
    const opinions = { ...place.opinions }
    const obligation = { ...place.obligation }
    for (const id of steps) {
      const step = this.definition.steps.find((each) => each.id === id)
      if (step?.members)
        opinions[id] = { asked: step.members.fixed.filter(({ when }) => this.data.isTrue(when)).length, answers: [] }
      delete obligation[id]
    }
    return { ...place, state: 'processing', opinions, obligation, open: [...steps, ...place.open] }
  }

  openBranches(block: Block): Block['branches'] {
    return block.branches.filter(({ when }) => this.data.isTrue(when))
  }

  private blockOf(step: string): Block | undefined {
    return this.definition.blocks.find(({ branches }) => branches.some(({ steps }) => steps.includes(step)))
  }
}
