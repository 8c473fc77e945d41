import { DomainError } from '#workflows/domain-error.ts'
import { add, remainingMinutes } from '#workflows/working-time/count.ts'
import { type Actor, personasOf } from '../account/actor.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarFor, calendarVersion } from '../setting/calendars.ts'
import { setting } from '../setting/settings.ts'
import { page, readCursor } from './cursor.ts'
import { databaseNow } from './dossier.repository.ts'
import type { Queue } from './dossier.schema.ts'
import {
  countWork,
  listMine,
  listPerformers,
  listWork,
  type MineRow,
  type QueueFilter,
  type WorkRow,
} from './dossier-view.repository.ts'
import { dueState, dueView } from './due-view.ts'
import { loadForReading } from './get-dossier.ts'
import { stateOrSetAside } from './quarantine.ts'

const PAGE = 20

/** A dossier that is set aside stands in the lists with its columns and one plain sentence; nothing is reckoned from its state. */
async function duesOf(row: MineRow | WorkRow, id: string, soonMinutes: number) {
  const definition = await definitionOf(row.procedureVersionId)
  const calendar = await calendarVersion(row.calendarVersionId)
  try {
    const state = await stateOrSetAside({ ...row, id })
    const due = dueView({ definition, state, calendar, now: row.now.toISOString() }, soonMinutes)
    return { definition, calendar, due, isSetAside: false }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'DOSSIER_SET_ASIDE') throw error
    return { definition, calendar, due: null, isSetAside: true }
  }
}

/** What waits for the person first is said with each dossier; the order is by time, newest first. */
export async function listMyDossiers(actor: Actor, input: { cursor?: string }) {
  const rows = await listMine(actor, readCursor(input.cursor), PAGE + 1)
  const soonMinutes = await setting('due.soonMinutes')
  const items = new Map<string, Awaited<ReturnType<typeof mineItem>>>()
  for (const row of rows) items.set(row.id, await mineItem(row, soonMinutes))
  const found = page(
    rows,
    PAGE,
    (row) => items.get(row.id),
    (row) => ({ at: row.openedAt.toISOString(), id: row.id }),
  )
  return { ...found, items: found.items.filter((item) => item !== undefined) }
}

async function mineItem(row: MineRow, soonMinutes: number) {
  const { definition, due, isSetAside } = await duesOf(row, row.id, soonMinutes)
  // a helper prepares; what is asked is asked of the owner
  const waitsForMe = isSetAside || row.isHelping ? null : waitsFor(row)
  return {
    code: row.code,
    procedureNameVi: definition.nameVi,
    procedureNameEn: definition.nameEn,
    nationalCode: row.nationalCode,
    shellState: row.shellState,
    isSetAside,
    dueAt: due?.at ?? null,
    dueKind: due?.kind ?? null,
    dueState: due?.state ?? null,
    remainingMinutes: due?.remainingMinutes ?? null,
    dayMinutes: due?.dayMinutes ?? 480,
    pausedSince: due?.pausedSince ?? null,
    waitsForMe,
    owedVnd: row.owedVnd,
    isHelping: row.isHelping,
    hasNews: row.hasNews,
    agencyNameVi: row.agencyNameVi,
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

const ENDED = ['refused', 'withdrawn', 'stopped', 'returned']

/** What the applicant has to do next; an ended dossier waits for nobody. */
function waitsFor({ shellState, owedVnd }: MineRow): 'PAY' | 'SUPPLEMENT' | 'OBLIGATION' | 'COLLECT' | null {
  if (ENDED.includes(shellState)) return null
  if (shellState === 'awaitingSupplement' || shellState === 'supplementBeforeIntake') return 'SUPPLEMENT'
  if (shellState === 'awaitingObligation') return 'OBLIGATION'
  if (owedVnd > 0) return 'PAY'
  return shellState === 'resultReady' ? 'COLLECT' : null
}

const FILTERS: Record<Queue, QueueFilter> = {
  mine: 'mine',
  unit: 'all',
  soon: 'soon',
  late: 'late',
  paused: 'paused',
  arrivals: 'arrivals',
  results: 'results',
}

/** The work that this person can do, earliest due first. */
export async function listMyWork(actor: Actor, input: { queue: Queue; cursor?: string }) {
  const soonMinutes = await setting('due.soonMinutes')
  const soonAt = await soonFor(actor, soonMinutes)
  const rows = await listWork(actor, FILTERS[input.queue], soonAt, readCursor(input.cursor), PAGE + 1)
  const items = new Map<string, Awaited<ReturnType<typeof workItem>>>()
  for (const row of rows) items.set(row.dossierId + row.workId, await workItem(actor, row, soonMinutes))
  const found = page(
    rows,
    PAGE,
    (row) => items.get(row.dossierId + row.workId),
    (row) => ({ at: row.workDueAt?.toISOString() ?? 'infinity', id: row.dossierId + row.workId }),
  )
  return { ...found, items: found.items.filter((item) => item !== undefined) }
}

export async function countMyWork(actor: Actor): Promise<Record<Queue, number>> {
  const soonAt = await soonFor(actor, await setting('due.soonMinutes'))
  const queues = Object.entries(FILTERS) as [Queue, QueueFilter][]
  const counted = await Promise.all(
    queues.map(async ([queue, filter]) => [queue, await countWork(actor, filter, soonAt)] as const),
  )
  return Object.fromEntries(counted) as Record<Queue, number>
}

/** The instant until which a date counts as "soon", on the calendar of the person's agency. */
async function soonFor(actor: Actor, soonMinutes: number): Promise<string> {
  const now = (await databaseNow()).toISOString()
  const agencyId = actor.grants[0]?.agencyId
  if (!agencyId) return now
  const { calendar } = await calendarFor(agencyId)
  return add(now, soonMinutes, calendar) ?? now
}

async function workItem(actor: Actor, row: WorkRow, soonMinutes: number) {
  const { definition, calendar, due, isSetAside } = await duesOf(row, row.dossierId, soonMinutes)
  const step = definition.steps.find((candidate) => candidate.id === row.step)
  const now = row.now.toISOString()
  const workDueAt = row.workDueAt?.toISOString() ?? null
  const left = workDueAt && !isSetAside ? remainingMinutes(now, workDueAt, calendar, []) : null
  return {
    code: row.code,
    procedureNameVi: definition.nameVi,
    procedureNameEn: definition.nameEn,
    ownerName: row.ownerName,
    workId: row.workId,
    step: row.step,
    member: row.member,
    stepNameVi: step?.nameVi ?? null,
    stepNameEn: step?.nameEn ?? null,
    nationalCode: row.nationalCode,
    shellState: row.shellState,
    isSetAside,
    dueAt: workDueAt,
    dueState: dueState({ isStopped: false, isPaused: due?.state === 'paused', left, soonMinutes }),
    remainingMinutes: left,
    dayMinutes: calendar.dayMinutes,
    dossierDueAt: due?.at ?? null,
    dossierDueState: due?.state ?? null,
    cells: due?.cells ?? [],
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    isMine: row.assigneeId !== null,
    hasNews: row.hasNews,
    /** Who delegated it to the person who asks. */
    inNameOf: personasOf(actor).find(({ id }) => id === row.inNameOfId)?.fullName ?? null,
    openedAt: row.openedAt.toISOString(),
  }
}

/** To whom a head may give this work. */
export async function staffOf(actor: Actor, input: { code: string; workId: string }) {
  const dossier = await loadForReading(actor, input.code)
  const work = dossier.work.find((candidate) => candidate.workId === input.workId && candidate.isOpen)
  if (!work) throw new DomainError('NOT_FOUND', `no open work ${input.workId} at ${input.code}`)
  const people = await listPerformers(work.role, work.agencyId, work.unitKind)
  return people.filter((person) => !work.excludedIds.includes(person.id))
}
