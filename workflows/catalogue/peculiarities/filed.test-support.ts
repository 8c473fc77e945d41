import type { Source } from '../../dossier/events.ts'
import { Life } from '../../dossier/life.test-support.ts'
import type { Facts, Work } from '../../dossier/state.ts'
import { type Fee, feesFor } from '../../fee/fees-for.ts'
import { caseOf } from '../../form/case-of.ts'
import { holds } from '../../form/condition.ts'
import { conditionContext } from '../../procedure/condition-context.ts'
import type { ProcedureDefinition, Step } from '../../procedure/definition.ts'
import { type PaperNeeded, papersNeeded } from '../../procedure/papers.ts'
import { due } from '../../working-time/due.ts'
import type { Calendar, Limit } from '../../working-time/working-time.schema.ts'
import { catalogue } from '../index.ts'

export type Answers = Readonly<Record<string, unknown>>
type Known = Partial<Record<'channel' | 'receivedOn' | 'place' | 'today', string>>

/** Monday 23 November 2026, in Hải Phòng, at the desk: what a test does not say otherwise. */
const KNOWN = { channel: 'desk', receivedOn: '2026-11-23', place: '31', today: '2026-11-23' }

const SOURCES: Readonly<Record<string, Source>> = { desk: 'DESK', portal: 'PORTAL', post: 'POST' }

const parts: [string, string][] = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
]
/** Monday to Friday without holidays. */
const calendar: Calendar = {
  timeZone: 'Asia/Ho_Chi_Minh',
  week: { 1: parts, 2: parts, 3: parts, 4: parts, 5: parts, 6: [], 7: [] },
  weekCountsAsDay: ['1', '2', '3', '4', '5'],
  dates: [],
  dayMinutes: 480,
  knownFrom: '2026-01-01',
  knownTo: '2027-12-31',
}

export function procedure(code: string): ProcedureDefinition {
  const found = catalogue.find((each) => each.code === code)
  if (!found) throw new Error(`no procedure ${code}`)
  return found
}

export const caseFor = (code: string, answers: Answers, known: Known = {}): string | undefined =>
  caseOf(procedure(code).cases, answers, { ...KNOWN, ...known })?.code

/** Every fee that applies; a fee that the place sets costs 7.000 đồng here. */
export function fees(code: string, answers: Answers, known: Known = {}): Fee[] {
  const items = procedure(code).fees
  const settings = Object.fromEntries(items.flatMap(({ rule }) => (rule.type === 'locality' ? [[rule.setting, 7_000]] : [])))
  return feesFor(items, { answers, facts: { ...KNOWN, ...known }, settings })
}

export function papers(code: string, answers: Answers, known: Known = {}): PaperNeeded[] {
  return papersNeeded(procedure(code), caseFor(code, answers, known) ?? null, { ...KNOWN, ...known, ...answers })
}
export const requiredPapers = (code: string, answers: Answers, known: Known = {}): string[] =>
  papers(code, answers, known)
    .filter(({ isRequired }) => isRequired)
    .map((paper) => paper.code)

/** The time that law gives in the case of these answers. */
export function legalLimit(code: string, answers: Answers, known: Known = {}): Limit {
  const { limit, cases } = procedure(code)
  return cases.find((each) => each.code === caseFor(code, answers, known))?.limit ?? limit
}
/** When it is due, as a clock on the wall says it: `2026-11-23 17:00`. `receivedAt` is such a time as well. */
export function dueOn(code: string, answers: Answers, receivedAt: string): string {
  const start = new Date(`${receivedAt.replace(' ', 'T')}:00+07:00`).toISOString()
  const { dueAt } = due(start, legalLimit(code, answers), calendar)
  if (dueAt === null) throw new Error('nothing pauses here')
  return new Date(Date.parse(dueAt) + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

interface Ending {
  /** What the performer writes down. */
  data?: Answers
  by?: string
  /** Without it every check of the step is confirmed. */
  checks?: string[]
}

/** A dossier of a procedure with its answers: case and conditions come from them and from what the steps wrote down, as on the server. */
export class Filed extends Life {
  private readonly answers: Answers
  private readonly known: typeof KNOWN
  private readonly written: Record<string, Answers> = {}
  readonly caseCode: string | null

  constructor(code: string, answers: Answers = {}, known: Known = {}) {
    super(procedure(code))
    this.answers = answers
    this.known = { ...KNOWN, ...known }
    this.caseCode = caseFor(code, answers, known) ?? null
    this.tell({ type: 'OPEN', source: SOURCES[this.known.channel] ?? 'ONLINE', dataRef: 'form-1', receivedAt: this.now }, 'desk')
    this.tell({ type: 'ACCEPT', receivedAt: this.now }, 'desk').tell({ type: 'HAND_OVER' }, 'desk')
  }

  override facts(by: string, told: Partial<Omit<Facts, 'now' | 'actor'>> = {}): Facts {
    return super.facts(by, { caseCode: this.caseCode, conditions: this.conditions(), ...told })
  }

  private conditions(): Record<string, boolean> {
    const { definition } = this
    const known = conditionContext({
      definition,
      caseCode: this.caseCode,
      answers: { ...this.known, ...this.answers },
      stepData: this.written,
    })
    const context = { ...known, ...this.opinionCounts() }
    const all = [
      ...definition.steps.flatMap(({ id, outcomes, members }) =>
        [...outcomes, ...(members?.fixed ?? [])].map((each) => [`${id}.${each.id}`, each.when] as const),
      ),
      ...definition.blocks.flatMap(({ id, branches }) => branches.map((each) => [`${id}.${each.id}`, each.when] as const)),
    ]
    return Object.fromEntries(all.flatMap(([name, when]) => (when === undefined ? [] : [[name, holds(when, context)]])))
  }

  /** Of the consultation that is open, if one is. */
  private opinionCounts(): Record<string, number> {
    const { opinions, work } = this.rows.length === 0 ? { opinions: [], work: [] } : this.context
    const asked = opinions.filter(({ workId }) => work.some((each) => each.workId === workId && each.closedAt === null))
    return {
      opinionsAsked: asked.length,
      opinionsFor: asked.filter(({ counts }) => counts === 'for').length,
      opinionsAgainst: asked.filter(({ counts }) => counts === 'against').length,
      opinionsSilent: asked.filter(({ status }) => status === 'SILENT').length,
      opinionsOpen: asked.filter(({ status }) => status === 'OPEN').length,
    }
  }

  private openWork(isMeant: (work: Work) => boolean): Work[] {
    return this.context.work.filter((work) => work.closedAt === null && isMeant(work))
  }
  /** The steps whose turn it is now. */
  get steps(): string[] {
    return this.openWork(({ member }) => (member ?? null) === null).map(({ step }) => step)
  }
  workOf(step: string): string {
    const [work] = this.openWork((each) => each.step === step && (each.member ?? null) === null)
    if (!work) throw new Error(`${step} is not open, but ${this.steps.join(', ')}`)
    return work.workId
  }
  private stepOf(id: string): Step {
    const found = this.definition.steps.find((step) => step.id === id)
    if (!found) throw new Error(`no step ${id}`)
    return found
  }

  /** Ends a step; by default it is done by "the officer", "the leader" … of its performer. */
  end(step: string, outcome: string, { data = {}, by, checks }: Ending = {}): this {
    const { performer, checks: asked } = this.stepOf(step)
    this.written[step] = data
    return this.tell(
      {
        type: 'COMPLETE_STEP',
        workId: this.workOf(step),
        outcome,
        dataRef: 'data',
        reasonRef: 'reason',
        checks: checks ?? asked.map(({ id }) => id),
      },
      by ?? performer.role,
    )
  }
  /** Several steps in order: `check eligible`, `sign granted`. */
  way(...endings: string[]): this {
    for (const ending of endings) {
      const [step = '', outcome = ''] = ending.split(' ')
      this.end(step, outcome)
    }
    return this
  }
  get pauses(): string[] {
    return (this.context.legalClock?.pauses ?? []).filter(({ to }) => to === null).map(({ reason }) => reason)
  }
}
