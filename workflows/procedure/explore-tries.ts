import { candidates, EVENT_TYPES } from '../dossier/candidates.ts'
import type { MachineEvent } from '../dossier/events.ts'
import { isExcluded, requiredAccount } from '../dossier/reading.ts'
import type { DossierContext, Facts, Work } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import { conditionsOf } from './condition-context.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Node, Told } from './explore-view.ts'
import type { Role } from './performer.ts'

/** One instant is enough: the machine orders things, it does not measure them. */
const NOW = '2026-01-05T01:00:00.000Z'
/** Changes nothing but marks, counters that guards bound, and names: left out so that the space stays small. */
const MARKS_ONLY = new Set<MachineEvent['type']>([
  'OPEN',
  'ASSIGN',
  'OPEN_WORK',
  'EXTEND',
  'RECALENDAR',
  'AMEND',
  'ADD_MEMBER',
  'UPGRADE_VERSION',
])

const TRIED = EVENT_TYPES.filter((type) => !MARKS_ONLY.has(type))

/** Somebody who may do it, for one state after the other: the one whom the version asks for, or one of two colleagues. */
export class Actors {
  private readonly definition: ProcedureDefinition
  /** What is told differs by the person only. */
  private readonly toldBy = new Map<string, Facts>()
  private readonly colleagues = new Map<Role, string[]>()
  private readonly ofWork = new Map<Work, string>()
  private context: DossierContext | null = null
  private steps: readonly Work[] = []
  private facts: Facts | null = null

  constructor(definition: ProcedureDefinition) {
    this.definition = definition
  }

  enter({ snapshot, view }: Node, facts: Facts): void {
    if (this.facts !== facts) this.toldBy.clear()
    this.facts = facts
    this.context = snapshot.context
    this.steps = view.steps
    this.ofWork.clear()
  }

  factsFor(event: MachineEvent): Facts {
    const id = this.actorFor(event)
    const known = this.toldBy.get(id)
    if (known) return known
    if (!this.facts) throw new Error('no state was entered')
    const made = { ...this.facts, actor: { id } }
    this.toldBy.set(id, made)
    return made
  }

  private actorFor(event: MachineEvent): string {
    const works = this.context?.work ?? []
    if (event.type === 'RECALL') return works.find(({ workId }) => workId === event.workId)?.closedById ?? 'nobody'
    const meant = 'workId' in event ? (event.type === 'GIVE_OPINION' ? `${event.workId}.${event.member}` : event.workId) : null
    const work = meant === null ? this.workBehind(event) : works.find(({ workId }) => workId === meant)
    if (!work) return 'somebody'
    const known = this.ofWork.get(work)
    if (known !== undefined) return known
    const found = this.personFor(work)
    this.ofWork.set(work, found)
    return found
  }

  /** Whose step makes it possible: side by side several are open. */
  private workBehind({ type }: MachineEvent): Work | undefined {
    const { steps } = this.definition
    const isMeant = (work: Work): boolean => {
      const step = steps.find(({ id }) => id === work.step)
      return type === 'OPEN_SUB' ? step?.sub !== undefined : step?.kind === 'financialObligation'
    }
    const needs = type === 'OPEN_SUB' || type === 'REQUIRE_OBLIGATION'
    return (needs ? this.steps.find(isMeant) : undefined) ?? this.steps[0]
  }

  private personFor({ assigneeId, performer }: Work): string {
    const { context } = this
    if (!context) return 'nobody'
    const wanted = assigneeId ?? requiredAccount(context, performer)
    const people = wanted === null ? this.colleaguesIn(performer.role) : [wanted]
    return people.find((id) => !isExcluded(context, performer, { id })) ?? 'nobody'
  }

  private colleaguesIn(role: Role): string[] {
    const known = this.colleagues.get(role) ?? [`first-${role}`, `second-${role}`]
    this.colleagues.set(role, known)
    return known
  }
}

/** What changes nothing but a mark; a limit does when the version reads silence as an answer. */
export function isMark({ steps }: ProcedureDefinition, { work, timers }: DossierContext, event: MachineEvent): boolean {
  if (event.type !== 'LIMIT_PASSED') return MARKS_ONLY.has(event.type)
  if (event.kind === 'LEGAL' || event.kind === 'INTAKE') return true
  const meant = timers.find(({ timerId }) => timerId === event.timerId)?.workId
  const step = steps.find(({ id }) => id === work.find(({ workId }) => workId === meant)?.step)
  if (event.kind === 'STEP') return step?.whenLate !== 'consent'
  return event.kind === 'OPINION' && step?.members?.silence !== 'consents'
}

/** Whether what this ending opened is still open, or its branch waits in a block: nothing else can be called back. */
const isRecallable = ({ definition }: DossierMachine, { work }: DossierContext, workId: string): boolean => {
  const step = work.find((each) => each.workId === workId)?.step
  return (
    work.some(({ after, closedAt }) => after === workId && closedAt === null) ||
    definition.blocks.some(({ branches }) => branches.some(({ steps }) => steps.some((each) => each === step)))
  )
}

/** Steps and blocks that were ever entered: nobody can go back to any other one. */
function entered({ steps, blocks }: ProcedureDefinition, { work }: DossierContext): string[] {
  const known = new Set<string>()
  for (const { step } of work) known.add(step)
  const found: string[] = []
  for (const { id } of steps) if (known.has(id)) found.push(id)
  for (const { id, branches } of blocks)
    if (branches.some((branch) => branch.steps.some((step) => known.has(step)))) found.push(id)
  return found
}

/**
 * Of several members who are asked side by side one is enough, and of their answers one. Where going back is not foreseen at all, one try
 * stands for every place to which one could go back.
 */
export function worthTrying(machine: DossierMachine, { snapshot: { context, value } }: Node, facts: Facts): MachineEvent[] {
  const { definition } = machine
  const isInside = typeof value !== 'string'
  const isReady = value === 'resultReady'
  const known = isInside || isReady ? entered(definition, context) : []
  const anywhere = [definition.start]
  const places = { SEND_BACK: isInside ? known : anywhere, REOPEN: isReady ? known : anywhere }
  const tried = { SEND_BACK: false, RECALL: false }
  const asked: string[] = []
  const isFirst = (workId: string) => !asked.includes(workId) && asked.push(workId) > 0
  return candidates(definition, context, facts, { types: TRIED, places }).filter((event) => {
    if (event.type === 'SEND_BACK' || event.type === 'RECALL') {
      if (isInside) return event.type === 'SEND_BACK' || isRecallable(machine, context, event.workId)
      if (tried[event.type]) return false
      tried[event.type] = true
    }
    if (event.type === 'GIVE_OPINION') return isFirst(event.workId)
    if (event.type === 'LIMIT_PASSED' && event.kind === 'OPINION') {
      const member = context.timers.find(({ timerId }) => timerId === event.timerId)?.workId ?? ''
      return isFirst(`late ${member.slice(0, member.lastIndexOf('.'))}`)
    }
    return true
  })
}

/** Every way in which a dossier of this version can be opened: each case, with and without money. */
export function openings(machine: DossierMachine): Told[] {
  const { cases, fees, sources, steps } = machine.definition
  const conditions = Object.fromEntries(conditionsOf(machine.definition).map(({ fact }) => [fact, true]))
  // One fee of each time is enough; of those that come first two, because only the last one opens the way.
  const due = fees.filter(
    (fee, index) => fees.filter(({ when }, at) => at < index && when === fee.when).length < (fee.when === 'beforeIntake' ? 2 : 1),
  )
  const owed = due.map(({ code, when }) => ({ feeId: code, code, amountVnd: 1_000, when }))
  // Cases in which the same steps exist run the same way.
  const kinds = new Map(cases.map(({ code }) => [steps.map(({ onlyIn }) => onlyIn?.includes(code) ?? true).join(), code]))
  return [...kinds.values()].flatMap((code) =>
    (owed.length === 0 ? [[]] : [[], owed]).map((money) => ({
      event: { type: 'OPEN' as const, source: sources[0] ?? 'DESK', dataRef: 'ref', receivedAt: NOW },
      facts: { now: NOW, actor: { id: 'somebody' }, conditions, caseCode: code, fees: money },
    })),
  )
}
