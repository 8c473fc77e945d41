import { compile, type DossierMachine } from '../procedure/compile.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { advance, allowed } from './advance.ts'
import type { Effect } from './effects.ts'
import type { EventType, MachineEvent } from './events.ts'
import { type NationalCode, nationalCode, type ShellState, shellState } from './national-code.ts'
import { firstStepWork } from './reading.ts'
import type { ReplayRow } from './replay.ts'
import { type DossierState, type Facts, stateSchema } from './state.ts'

const START = Date.parse('2026-11-23T01:00:00.000Z')
export const FEE = { feeId: 'f1', code: 'le-phi', amountVnd: 50_000, when: 'beforeIntake' as const }

type Told = Partial<Omit<Facts, 'now'>>

/** A dossier that lives through events, each a minute after the one before and each after a trip through JSON. */
export class Life {
  readonly definition: ProcedureDefinition
  readonly machine: DossierMachine
  readonly rows: ReplayRow[] = []
  effects: Effect[] = []
  all: Effect[] = []
  private current: DossierState | null = null
  private minutes = 0

  constructor(definition: ProcedureDefinition = sampleDefinition()) {
    this.definition = definition
    this.machine = compile(definition)
  }

  get state(): DossierState {
    if (this.current === null) throw new Error('not opened yet')
    return this.current
  }
  get context() {
    return this.state.context
  }
  get shell(): ShellState {
    return shellState(this.state)
  }
  get code(): NationalCode {
    return nationalCode(this.state)
  }
  get step(): string | undefined {
    return firstStepWork(this.context)?.step
  }
  get workId(): string {
    return firstStepWork(this.context)?.workId ?? 'none'
  }
  get now(): string {
    return new Date(START + this.minutes * 60_000).toISOString()
  }

  facts(by: string, told: Told = {}): Facts {
    return { now: this.now, actor: { id: by }, conditions: {}, caseCode: 'ordinary', fees: [], ...told }
  }

  tell(event: MachineEvent, by = 'somebody', told: Told = {}): this {
    this.minutes += 1
    const facts = this.facts(by, told)
    const next = advance(this.machine, this.current, event, facts)
    const stored = stateSchema.parse(JSON.parse(JSON.stringify(next.state)))
    if (JSON.stringify(stored) !== JSON.stringify(next.state)) throw new Error('the state does not survive JSON')
    this.current = stored
    this.effects = next.effects
    this.all.push(...next.effects)
    const { type, ...payload } = event
    this.rows.push({ type, payload, facts, procedureVersionId: 'v1', shellVersion: this.machine.shellVersion })
    return this
  }

  allowed(by = 'somebody'): EventType[] {
    return allowed(this.machine, this.state, this.facts(by))
  }

  open(told: Told = {}): this {
    return this.tell({ type: 'OPEN', source: 'ONLINE', dataRef: 'form-1', receivedAt: this.now }, 'citizen', told)
  }
  accept(): this {
    return this.open().tell({ type: 'ACCEPT', receivedAt: this.now }, 'desk')
  }
  handOver(): this {
    return this.accept().tell({ type: 'HAND_OVER' }, 'desk')
  }
  complete(outcome: string, by = `${this.step}er`, told: Told = {}): this {
    return this.tell({ type: 'COMPLETE_STEP', workId: this.workId, outcome, reasonRef: 'reason' }, by, told)
  }
  /** Straight on through the sample's steps until this one is open. */
  until(step: string): this {
    if (this.current === null) this.handOver()
    const way = WAY[step] ?? MAIN
    for (const [at, outcome, by] of way) {
      if (this.step === step) return this
      if (this.step === at) this.complete(outcome, by, { caseCode: 'posted', conditions: { 'check.mustPost': true } })
    }
    return this
  }
  finish(): this {
    return this.until('seal').complete('issued', 'clerk')
  }
  supplement(id = 's1', dueAt: string | null = null): this {
    const items = [{ paperCode: 'giay-to', fieldId: null, noteRef: 'note-1' }]
    return this.tell({ type: 'REQUEST_SUPPLEMENT', supplementId: id, items, basis: 'b', reasonRef: 'r', dueAt }, 'officer')
  }
  timer(kind: string): string {
    return this.context.timers.findLast((timer) => timer.kind === kind && timer.status === 'RUNNING')?.timerId ?? 'none'
  }
  codes(): number[] {
    return this.all.flatMap((effect) => (effect.type === 'syncPortal' ? [effect.code] : []))
  }
  did(type: Effect['type']): Effect[] {
    return this.effects.filter((effect) => effect.type === type)
  }
}

const MAIN: [string, string, string][] = [
  ['allot', 'forward', 'head'],
  ['check', 'eligible', 'officer'],
  ['visit', 'found', 'officer'],
  ['tax', 'told', 'officer'],
  ['register', 'answered', 'officer'],
  ['write', 'forward', 'officer'],
  ['agree', 'agreed', 'head'],
  ['sign', 'granted', 'leader'],
  ['enter', 'numbered', 'clerk'],
]
const WAY: Record<string, [string, string, string][]> = {
  posting: [
    ['allot', 'forward', 'head'],
    ['check', 'mustPost', 'officer'],
  ],
}
/** A version without a step of its own for what the applicant has to pay elsewhere: it is required in passing. */
export const owingDefinition = () =>
  sampleDefinition({}, (step) => (step.kind === 'financialObligation' ? { ...step, kind: 'verify' } : step))

/** Opens in the case in which posting exists. */
export const postedLife = (definition = sampleDefinition()) =>
  new Life(definition)
    .open({ caseCode: 'posted' })
    .tell({ type: 'ACCEPT', receivedAt: '2026-11-23T01:00:00.000Z' }, 'desk', { caseCode: 'posted' })
    .tell({ type: 'HAND_OVER' }, 'desk')
