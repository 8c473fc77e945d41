import { feesFor } from '#workflows/fee/fees-for.ts'
import type { Answers } from '#workflows/form/validate.ts'
import type { ProcedureDefinition, Step } from '#workflows/procedure/definition.ts'
import { type Move, type Way, Ways } from './plan.ts'
import { StepData } from './step-data.ts'

// What has to be true after each move: typed once more from the contract's table of states and read off the definition, not off the machine.

type Clock = 'none' | 'running' | 'paused' | 'stopped'

export interface Expected {
  shellState: string
  nationalCode: number
  intake: Clock
  legal: Clock
  /** `step role/unit`, sorted; members' work as `step.member`. */
  work: string[]
  /** Told to the national portal so far, and lines of progress by step. */
  portal: number[]
  progress: string[]
  forms: string[]
  results: number
  /** Codes of fees whose payment was asked for so far. */
  asked: string[]
  /** Letters to the applicant so far. */
  letters: string[]
}

/** CONTRACT §1: state, national code, legal clock. */
const STATES: Readonly<Record<string, { code: number; legal: Clock }>> = {
  awaitingFee: { code: 1, legal: 'none' },
  arrived: { code: 1, legal: 'none' },
  accepted: { code: 2, legal: 'running' },
  processing: { code: 4, legal: 'running' },
  awaitingObligation: { code: 6, legal: 'paused' },
  resultReady: { code: 9, legal: 'stopped' },
  returned: { code: 10, legal: 'stopped' },
  refused: { code: 3, legal: 'none' },
  withdrawn: { code: 7, legal: 'none' },
  stopped: { code: 8, legal: 'stopped' },
}

const DESK = 'desk/oneStopDesk'

/** Follows one way through the definition and writes down what everybody should see after the filing and after each move. */
export class Table {
  private readonly way: Way
  private readonly definition: ProcedureDefinition
  private fees: { code: string; when: string }[]
  private readonly localFees: Readonly<Record<string, number>>
  private stepData: Answers = {}
  private isRefused = false
  private state: string
  private open: string[] = []
  private members: Record<string, string[]> = {}
  private intake: Clock = 'none'
  private legal: Clock = 'none'
  private readonly portal: number[] = []
  private readonly progress: string[] = []
  private readonly forms: string[] = []
  private readonly letters: string[] = []
  private results = 0
  private asked: string[] = []

  constructor(way: Way, localFees: Readonly<Record<string, number>>) {
    this.way = way
    const { definition, isPaidFirst, source } = way.filing
    this.definition = definition
    this.localFees = localFees
    this.fees = this.owed()
    this.state = ''
    this.letters.push('opened')
    if (isPaidFirst) {
      this.enter('awaitingFee')
      this.ask(['beforeIntake'])
    } else this.arrive()
    if (source === 'DESK') this.accept()
  }

  now(): Expected {
    const outside = this.open.length > 0 && this.open.every((id) => this.step(id).outsideLimit !== undefined)
    return {
      shellState: this.state,
      nationalCode: STATES[this.state]?.code ?? 0,
      intake: this.intake,
      legal: this.legal === 'running' && outside ? 'paused' : this.legal,
      work: this.work().toSorted(),
      portal: [...this.portal],
      progress: [...this.progress],
      forms: [...this.forms],
      results: this.results,
      asked: this.asked.toSorted(),
      letters: [...this.letters],
    }
  }

  after(move: Move): Expected {
    switch (move.do) {
      case 'pay':
        for (const { when } of this.fees) if (when === 'beforeIntake') this.letters.push('feeReceived')
        this.arrive()
        break
      case 'accept':
        this.accept()
        break
      case 'handOver':
        this.handOver()
        break
      case 'refuse':
        this.end('refused', 'MAU_03')
        break
      case 'withdraw':
        this.end('withdrawn', null)
        break
      case 'stop':
        this.end('stopped', 'MAU_05')
        break
      case 'return':
        // what is still owed is paid at the desk before anything is handed out
        for (const { code } of this.fees) if (!this.paidUpfront(code)) this.letters.push('feeReceived')
        this.end('returned', null)
        break
      case 'ask':
        this.members[move.step] = [
          ...(this.members[move.step] ?? []),
          ...Array.from({ length: move.count }, () => {
            const chosen = this.step(move.step).members?.chosen
            return `${chosen?.role}/${chosen?.unitKind}`
          }),
        ]
        break
      case 'answer':
        this.answered(move.step)
        break
      case 'oblige':
        this.enter('awaitingObligation')
        this.letters.push('obligationRequired')
        break
      case 'prove':
        this.enter('processing')
        break
      case 'complete':
        this.stepData = { ...this.stepData, ...move.data }
        this.complete(move.step, move.outcome)
        break
    }
    return this.now()
  }

  /** What has to be paid by what is known now; nobody pays on return for a refusal. */
  private owed(): { code: string; when: string }[] {
    const { answers, facts } = this.way.filing
    return feesFor(this.definition.fees, { answers: { ...answers, ...this.stepData }, facts, settings: this.localFees }).filter(
      ({ amountVnd, when }) => amountVnd > 0 && !(this.isRefused && when === 'beforeReturn'),
    )
  }

  private step(id: string): Step {
    const step = this.definition.steps.find((each) => each.id === id)
    if (!step) throw new Error(`${this.definition.code} has no step ${id}`)
    return step
  }

  private work(): string[] {
    switch (this.state) {
      case 'arrived':
        return [`intake ${DESK}`]
      case 'accepted':
        return [`handOver ${DESK}`]
      case 'resultReady':
        return [`return ${DESK}`]
      case 'processing':
      case 'awaitingObligation':
        return this.open.flatMap((id) => {
          const { role, unitKind } = this.step(id).performer
          return [`${id} ${role}/${unitKind}`, ...(this.members[id] ?? []).map((asked) => `${id}.member ${asked}`)]
        })
      default:
        return []
    }
  }

  private enter(state: string, isEnd = false): void {
    const { code, legal } = STATES[state] ?? { code: 0, legal: 'none' as const }
    if (this.portal.at(-1) !== code || isEnd) this.portal.push(code)
    this.state = state
    this.legal = isEnd && this.legal === 'none' ? 'none' : isEnd ? 'stopped' : legal
  }

  private arrive(): void {
    this.enter('arrived')
    this.intake = 'running'
  }

  private accept(): void {
    this.intake = 'stopped'
    this.enter('accepted')
    this.forms.push('MAU_01')
    this.letters.push('accepted')
    this.ask(['atIntake', 'duringProcessing'])
    if (this.definition.handOverOnAccept) this.handOver()
  }

  private handOver(): void {
    this.enter('processing')
    this.forms.push('MAU_06')
    this.openSteps(this.definition.start)
  }

  private openSteps(target: string): void {
    const block = this.definition.blocks.find(({ id }) => id === target)
    const ids = block ? new Ways(this.way.filing).openBranches(block).map(({ start }) => start) : [target]
    for (const id of ids) {
      const { members, makes } = this.step(id)
      this.members[id] = (members?.fixed ?? [])
        .filter(({ when }) => new StepData(this.way.filing).isTrue(when))
        .map(({ performer }) => `${performer.role}/${performer.unitKind}`)
      this.forms.push(...makes.filter(({ at }) => at === 'open').map(({ form }) => form))
    }
    this.open = [...ids, ...this.open]
  }

  private answered(id: string): void {
    const { members } = this.step(id)
    const left = (this.members[id] ?? []).slice(1)
    const answers = this.way.moves.filter((move) => move.do === 'answer' && move.step === id).length
    const isLast = this.counted(id) === answers
    this.members[id] = isLast && members?.rest === 'cancel' ? [] : left
  }

  private readonly said: Record<string, number> = {}
  private counted(id: string): number {
    this.said[id] = (this.said[id] ?? 0) + 1
    return this.said[id]
  }

  private complete(id: string, outcomeId: string): void {
    const step = this.step(id)
    const outcome = step.outcomes.find((each) => each.id === outcomeId)
    if (!outcome) throw new Error(`${id} has no outcome ${outcomeId}`)
    this.forms.push(...step.makes.filter(({ at }) => at === 'close').map(({ form }) => form))
    if (outcome.decision) this.results += 1
    if (outcome.decision) this.isRefused = outcome.decision === 'REFUSED'
    // what was asked for at intake stays; what falls due later follows what the steps found out
    const early = this.fees.filter(({ when }) => when === 'beforeIntake' || when === 'atIntake')
    const later = this.owed().filter(({ when }) => when === 'duringProcessing' || when === 'beforeReturn')
    this.fees = [...early, ...later]
    this.ask(['duringProcessing'])
    const block = this.definition.blocks.find(({ branches }) => branches.some(({ steps }) => steps.includes(id)))
    const branch = block?.branches.find(({ steps }) => steps.includes(id))
    this.open = this.open.filter((each) => each !== id)
    if (outcome.to === 'join' && block) {
      const branches = new Ways(this.way.filing).openBranches(block)
      const running = branches.filter(({ steps }) => this.open.some((each) => steps.includes(each))).length
      const wanted = block.join.type === 'all' ? branches.length : block.join.type === 'any' ? 1 : block.join.n
      if (branches.length - running < wanted) return
      this.open = []
      this.goTo(block.to)
      return
    }
    if (!branch?.steps.includes(outcome.to)) this.open = []
    this.goTo(outcome.to)
  }

  private goTo(target: string): void {
    if (target !== 'end') {
      const before = this.open.length
      this.openSteps(target)
      this.progress.push(...this.open.slice(0, this.open.length - before))
      return
    }
    this.open = []
    this.enter('resultReady')
    this.forms.push('MAU_06')
    this.letters.push('resultReady')
    this.ask(['beforeReturn'])
  }

  private end(state: string, form: string | null): void {
    this.enter(state, true)
    if (this.intake === 'running') this.intake = 'stopped'
    this.open = []
    if (form) this.forms.push(form)
    this.letters.push(state)
  }

  private paidUpfront(code: string): boolean {
    return this.way.filing.isPaidFirst && this.fees.some((fee) => fee.code === code && fee.when === 'beforeIntake')
  }

  private ask(times: string[]): void {
    const codes = this.fees.filter(({ when, code }) => times.includes(when) && !this.asked.includes(code)).map(({ code }) => code)
    if (codes.length === 0) return
    this.asked = [...this.asked, ...codes]
    this.letters.push('feeDue')
  }
}
