import { SHELL_VERSION } from '#workflows/dossier/shell-version.ts'
import type { Actor } from '../account/actor.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import type { Change } from './change.repository.ts'
import { type Changing, decideEvents } from './decide-events.ts'
import { findLastLines } from './dossier.repository.ts'
import type { Decision, LoadedDossier, Saved } from './loaded-dossier.ts'
import { filled, onlyChanged } from './only-changed.ts'
import { dossierColumns, numbered, type ProjectionRows, projectionRows } from './rows.ts'

/** What the one statement is given, and what the caller hears once it is written. */
export async function changeOf(
  actor: Actor,
  dossier: Changing,
  expectedRevision: number,
  decision: Decision,
  command: { requestId: string; bodyHash: string },
): Promise<{ change: Change; saved: Saved; after: LoadedDossier | null }> {
  const { state, stateHash, versionId, lastSeq, lastHash, events, sealed, outbox } = await decideEvents(
    actor,
    dossier,
    decision,
    command.requestId,
  )
  const definition = await definitionOf(versionId)
  // RECALENDAR changes what all dates follow; before it the dossier keeps the calendar it was opened with
  const calendarVersionId = state.context.calendarVersionId ?? dossier.calendarVersionId
  const calendar = calendarVersionId === dossier.calendarVersionId ? dossier.calendar : await calendarVersion(calendarVersionId)
  const columns = dossierColumns(dossier, definition, state, calendar)
  const revision = expectedRevision + 1
  const saved = { code: dossier.code, revision, state: { shellState: columns.shellState, nationalCode: columns.nationalCode } }
  const response = { ...decision.response, ...saved }
  const key = { homeAgencyId: dossier.homeAgencyId, dossierId: dossier.id }
  const keyed = <T extends object>(list: readonly T[] | undefined) => (list ?? []).map((item) => ({ ...item, ...key }))
  const before = rowsBefore(dossier)
  const rows = projectionRows(dossier, definition, state, calendar)
  const numbers = dossier.lastLines ?? (dossier.state ? await findLastLines(dossier) : {})
  const { lines, lastLines } = numbered(outbox, numbers)
  const row = {
    ...key,
    id: dossier.id,
    code: dossier.code,
    openedMonth: dossier.openedMonth,
    ...(dossier.state ? {} : neverChanging(dossier, state)),
    procedureVersionId: versionId,
    shellVersion: SHELL_VERSION,
    calendarVersionId,
    resultWay: decision.resultWay ?? dossier.resultWay,
    ...columns,
    state,
    stateHash,
    revision,
    lastSeq,
    lastHash,
    lastLines,
    updatedAt: dossier.now,
  }
  const tables = filled({
    [dossier.state ? 'dossiers' : 'born']: [row],
    events,
    commands: keyed([{ requestId: command.requestId, bodyHash: command.bodyHash, response, createdAt: dossier.now }]),
    sealed,
    ...onlyChanged(before, rows),
    formData: keyed(decision.formData?.map((form) => ({ ...form, createdAt: dossier.now }))),
    parties: keyed(decision.parties?.map((party) => ({ ...party, openedAt: dossier.now }))),
    papers: keyed(decision.papers),
    fees: keyed(decision.fees ? settledFees(decision.fees, state.context.fees) : changedFees(dossier.fees, state.context.fees)),
    files: keyed(decision.fileIds?.map((id) => ({ id }))),
    payments: keyed(decision.payments),
    receipts: keyed(decision.receipts),
    deliveries: keyed(decision.deliveries),
    outbox: keyed(lines.map((line) => ({ ...line, openedMonth: dossier.openedMonth, at: dossier.now }))),
  })
  return {
    change: { ...key, tables },
    saved: { ...saved, response },
    after: isPlain(dossier, row, tables) ? afterwards(dossier, row, rows) : null,
  }
}

const rowsBefore = (dossier: Changing) =>
  dossier.rows ?? (dossier.state ? projectionRows(dossier, dossier.definition, dossier.state, dossier.calendar) : {})

/** Tables beside the dossier's own row that nobody who works on it reads, or that follow from its state. */
const PLAIN = ['dossiers', 'events', 'commands', 'sealed', 'work', 'clocks', 'timers', 'supplements', 'outbox']

type Row = Pick<LoadedDossier, 'procedureVersionId' | 'calendarVersionId' | 'resultWay' | 'competentAgencyId' | 'caseCode'> &
  Pick<LoadedDossier, 'shellVersion' | 'state' | 'revision' | 'lastSeq' | 'lastHash' | 'lastLines'> & { stateHash: string }

/** Only the state moved on: the next reader would find what is at hand now. */
const isPlain = (dossier: Changing, row: Row, tables: Change['tables']): dossier is LoadedDossier =>
  dossier.state !== null &&
  dossier.procedureVersionId === row.procedureVersionId &&
  dossier.calendarVersionId === row.calendarVersionId &&
  Object.keys(tables).every((name) => PLAIN.includes(name))

/** The dossier as the next change would read it. */
function afterwards(dossier: LoadedDossier, row: Row, rows: ProjectionRows): LoadedDossier {
  const { shellVersion, resultWay, competentAgencyId, caseCode, state, stateHash, revision, lastSeq, lastHash, lastLines } = row
  const isEnded = state.context.endedAt !== null
  return {
    ...{ ...dossier, shellVersion, resultWay, competentAgencyId, caseCode },
    ...{ state, stateHash, revision, lastSeq, lastHash, lastLines, isEnded, rows },
  }
}

/** Written once, when the dossier is born. */
const neverChanging = (dossier: Changing, { context }: LoadedDossier['state']) => ({
  foreignCode: dossier.foreignCode,
  lookupSecret: dossier.lookupSecret,
  procedureCode: dossier.procedureCode,
  source: dossier.source,
  receivingPointId: dossier.receivingPointId,
  supportPointId: dossier.supportPointId,
  originAgencyId: dossier.originAgencyId,
  parentId: dossier.parentId,
  openedAt: context.openedAt,
})

/** What is paid, and when, is the state's word; name, reckoning and exemption are the rows'. */
function settledFees(rows: LoadedDossier['fees'], known: LoadedDossier['state']['context']['fees']) {
  return rows.map((row) => {
    const fee = known.find((candidate) => candidate.feeId === row.feeId)
    return fee ? { ...row, amountVnd: fee.amountVnd, settledVnd: fee.settledVnd, settledAt: fee.settledAt } : row
  })
}

const instant = (at: string | null) => (at === null ? null : Date.parse(at))

/** The rows that the state's word does not find as they are. */
function changedFees(rows: LoadedDossier['fees'], known: LoadedDossier['state']['context']['fees']) {
  return settledFees(rows, known).filter((fee, n) => {
    const row = rows[n]
    return (
      row?.amountVnd !== fee.amountVnd || row.settledVnd !== fee.settledVnd || instant(row.settledAt) !== instant(fee.settledAt)
    )
  })
}
