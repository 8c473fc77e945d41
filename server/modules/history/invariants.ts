import { z } from 'zod'
import { canonical } from '#workflows/dossier/canonical.ts'
import { fold, replayRowSchema, versionsOf } from '#workflows/dossier/replay.ts'
import { type DossierState, stateSchema } from '#workflows/dossier/state.ts'
import { agencyResolver } from '../agency/responsibility.ts'
import { dossierColumns, endOfSub, type OutboxLine, outboxLines, projectionRows } from '../dossier/rows.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { definitionOf, definitionsOf } from '../procedure/definition-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { faultsOf } from './check-history.ts'
import type { StoredHistory } from './history.repository.ts'
import type { Projections } from './invariants.repository.ts'
import { faultsOfCompany } from './invariants-company.ts'

export const RULES = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const
export type Rule = (typeof RULES)[number]
export interface Violation {
  rule: Rule
  what: string
}

/** States in which nobody in the agency has to act: the applicant has. */
const WITH_APPLICANT = ['awaitingFee', 'supplementBeforeIntake']

/** Folds the events again and compares everything that stands beside the state with what follows from it. */
export async function violationsOf(history: StoredHistory, beside: Projections): Promise<Violation[]> {
  const found: Violation[] = []
  const miss = (rule: Rule, what: string) => found.push({ rule, what: `${history.code}: ${what}` })

  const lines: OutboxLine[] = []
  let state: DossierState | null = null
  try {
    const rows = history.events.map((event) => ({ event, row: replayRowSchema.parse(event) }))
    const definitions = Object.fromEntries(await definitionsOf(versionsOf(rows.map(({ row }) => row))))
    for (const { event, row } of rows) {
      const wasOpen = (state?.context.endedAt ?? null) === null
      const step = fold(definitions, state, row)
      state = step.state
      const about = { seq: event.seq, at: event.at, type: event.type, actorId: event.actorId }
      lines.push(...outboxLines(step.effects, about))
      if (wasOpen) lines.push(...endOfSub(parentIdOf(beside), state, about))
    }
  } catch (error) {
    miss('I1', `does not replay: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (state && canonical(state) !== canonical(history.state)) miss('I1', 'state differs from the fold of its events')

  history.events.forEach((event, index) => {
    if (event.seq !== index + 1) miss('I2', `event ${index + 1} is missing`)
  })
  for (const fault of faultsOf(history)) miss('I3', fault)

  const key = (line: { target: string; eventSeq: number; type: string }) => `${line.target} ${line.eventSeq} ${line.type}`
  if (canonical(lines.map(key).sort()) !== canonical(beside.outbox.map(key).sort()))
    miss('I4', 'outbox lines differ from the effects of its events')
  for (const target of new Set(beside.outbox.map((line) => line.target))) {
    const line = beside.outbox.filter((message) => message.target === target).sort((a, b) => a.lineSeq - b.lineSeq)
    if (line.some((message, index) => message.lineSeq !== index + 1)) miss('I4', `line ${target} has a gap`)
    const counted = beside.dossier.lastLines
    if (counted !== null && Reflect.get(Object(counted), target) !== line.length) miss('I4', `line ${target} was counted wrongly`)
    const firstOpen = line.findIndex((message) => message.status !== 'DELIVERED')
    if (firstOpen >= 0 && line.slice(firstOpen).some((message) => message.status === 'DELIVERED'))
      miss('I4', `line ${target} was delivered out of order`)
  }

  const succeeded = beside.payments.filter((payment) => payment.status === 'SUCCEEDED')
  const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
  const paid = sum(succeeded.map((payment) => payment.amountVnd))
  if (paid !== sum(beside.receipts.map((receipt) => receipt.amountVnd))) miss('I5', 'receipts do not add up to the payments')
  const settled = sum(beside.fees.map((fee) => fee.settledVnd))
  const parsed = stateSchema.safeParse(history.state)
  const refunds = parsed.success ? sum(parsed.data.context.refunds.map((refund) => refund.amountVnd)) : 0
  // late money stands as settled and as owed back; its payment waits as REFUND_DUE
  if (paid !== settled - refunds) miss('I5', `${paid} đồng paid, ${settled} settled, ${refunds} to be paid back`)

  if (!parsed.success && !beside.isSetAside) miss('I1', 'its state does not parse, and nobody was told')
  for (const proposal of beside.proposals) {
    const event = history.events.find(
      (each) => each.requestId === idOf('proposal', history.homeAgencyId, history.id, proposal.id),
    )
    if (proposal.status === 'APPROVED' && event?.onBehalfOfId !== proposal.askedById)
      miss('I8', `proposal ${proposal.id} was approved without its event`)
  }
  if (parsed.success) await projections(history, beside, parsed.data, miss)

  const requests = new Set(beside.commands.map((command) => command.requestId))
  for (const event of history.events) if (!requests.has(event.requestId)) miss('I8', `event ${event.seq} has no command`)
  for (const request of requests)
    if (!history.events.some((event) => event.requestId === request)) miss('I8', `command ${request} has no event`)

  for (const what of faultsOfCompany(history, beside)) miss('I8', what)

  for (const event of history.events)
    if (!wasEntrusted(event, beside.delegations)) miss('I8', `event ${event.seq} in the name of another without a delegation`)

  for (const notice of beside.notifications)
    if (!history.events.some((event) => event.seq === notice.eventSeq))
      miss('I10', `notification without event ${notice.eventSeq}`)
  const notices = beside.notifications.map((notice) =>
    canonical([notice.eventSeq, notice.template, notice.channel, notice.recipient]),
  )
  if (new Set(notices).size !== notices.length) miss('I10', 'a notification stands twice')
  return found
}

const factsOfActor = z.object({ actor: z.object({ id: z.string(), viaId: z.string().optional() }) })
const civilDay = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)

/** Whoever acted in another's name had a delegation at that moment; whoever asked in it, and another agreed later, had one before. */
function wasEntrusted(event: StoredHistory['events'][number], delegations: Projections['delegations']): boolean {
  const told = factsOfActor.safeParse(event.facts)
  const via = told.data?.actor.viaId
  if (via === undefined) return true
  const at = new Date(event.at).toISOString()
  return delegations.some(({ fromId, toId, validFrom, validTo, createdAt, revokedAt }) => {
    if (fromId !== told.data?.actor.id || toId !== via || new Date(createdAt).toISOString() > at) return false
    if (event.actorId !== via) return true
    const isOver = revokedAt !== null && new Date(revokedAt).toISOString() < at
    return !isOver && validFrom <= civilDay(at) && civilDay(at) <= validTo
  })
}

const parentIdOf = ({ dossier }: Projections): string | null => (typeof dossier.parentId === 'string' ? dossier.parentId : null)

async function projections(
  history: StoredHistory,
  beside: Projections,
  state: DossierState,
  miss: (rule: Rule, what: string) => void,
) {
  const { dossier } = beside
  const text = (name: string) => String(dossier[name])
  const definition = await definitionOf(text('procedureVersionId'))
  const calendar = await calendarVersion(text('calendarVersionId'))
  const place = {
    homeAgencyId: history.homeAgencyId,
    id: history.id,
    receivingPointId: text('receivingPointId'),
    originAgencyId: text('originAgencyId'),
    agencyOf: await agencyResolver(),
  }
  const expected = projectionRows(place, definition, state, calendar)
  const same = (a: unknown[], b: unknown[]) => canonical(a.map(comparable).sort()) === canonical(b.map(comparable).sort())
  const dueless = (rows: Record<string, unknown>[]) => rows.map(({ dueAt: _due, ...row }) => row)
  if (!same(dueless(expected.work), dueless(beside.work))) miss('I6', 'work items differ from the state')
  if (!same(dueless(expected.timers), dueless(beside.timers))) miss('I6', 'timers differ from the state')
  if (!same(expected.supplements, beside.supplements)) miss('I6', 'supplement requests differ from the state')
  if (!same(expected.clocks, beside.clocks)) miss('I7', 'clock segments differ from the state')
  const dues = (rows: Record<string, unknown>[], id: string) => rows.map((row) => ({ id: row[id], dueAt: row.dueAt ?? null }))
  if (!same(dues(expected.work, 'workId'), dues(beside.work, 'workId')))
    miss('I7', 'dates of work items differ from the reckoning')
  if (!same(dues(expected.timers, 'timerId'), dues(beside.timers, 'timerId')))
    miss('I7', 'dates of timers differ from the reckoning')
  const columns = dossierColumns(place, definition, state, calendar)
  for (const [name, value] of Object.entries(columns))
    if (comparable({ value }) !== comparable({ value: dossier[name] }))
      miss(name.endsWith('At') || name.endsWith('Minutes') ? 'I7' : 'I6', `column ${name} differs from the state`)

  const open = beside.work.filter((work) => work.closedAt === null)
  const waits = WITH_APPLICANT.includes(columns.shellState)
  if (state.context.endedAt !== null && open.length > 0) miss('I6', 'ended, but somebody still has it in the inbox')
  if (state.context.endedAt === null && open.length === 0 && !waits) miss('I6', 'open, but nobody has it')
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** Instants as PostgreSQL's JSON and as ours, in one form; `undefined` as null. */
function plain(row: unknown): unknown {
  if (typeof row === 'string' && INSTANT.test(row)) return new Date(row).toISOString()
  if (row === undefined) return null
  if (Array.isArray(row)) return row.map(plain)
  if (typeof row === 'object' && row !== null)
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))
  return row
}
const comparable = (value: unknown): string => canonical(plain(value))
