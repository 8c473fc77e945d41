import { log } from '#server/log.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { systemActor } from '../account/actor.ts'
import { changeDossier, changeDossiers } from '../dossier/change-dossier.ts'
import type { Decision, LoadedDossier } from '../dossier/loaded-dossier.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { type Behind, dossiersBehind } from './calendar.repository.ts'
import { toldDueOr } from './moved-dates.ts'

const BATCH = 2_000
/** Dossiers of one statement: their rows are locked for as long as it takes, some tens of milliseconds. */
const TOGETHER = 200
/** While one statement is on its way the next one is being made. */
const AT_ONCE = 3

export interface Recalendared {
  moved: number
  failed: number
}

const ACTION = 'recalendar'
const keyOf = ({ homeAgencyId, id, code, target }: Behind) => ({ code, requestId: idOf('recalendar', homeAgencyId, id, target) })

/** The event with the date that the applicant was told before and hears now. */
const decision =
  (target: string, calendar: Calendar) =>
  ({ definition, state, calendar: before }: LoadedDossier): Decision => {
    const oldDueAt = toldDueOr(definition, state, before, null)
    const newDueAt = toldDueOr(definition, state, calendar, null)
    return { events: [{ event: { type: 'RECALENDAR', calendarVersionId: target, oldDueAt, newDueAt } }] }
  }

/** One dossier goes over to the calendar in force. The same request id each time: asked twice, it is done and told once. */
export async function recalendarDossier(row: Behind): Promise<void> {
  const { code, requestId } = keyOf(row)
  const body = { calendarVersionId: row.target }
  await changeDossier(
    systemActor('worker'),
    code,
    { requestId, action: ACTION, body },
    decision(row.target, await calendarVersion(row.target)),
  )
}

/** Those of one calendar together; whoever did not come through is asked alone, so that one damaged dossier holds back nobody. */
async function recalendarTogether(target: string, rows: readonly Behind[], result: Recalendared): Promise<void> {
  const written = await changeDossiers(
    systemActor('worker'),
    rows.map(keyOf),
    { action: ACTION, body: { calendarVersionId: target } },
    decision(target, await calendarVersion(target)),
  )
  result.moved += written.size
  for (const row of rows) if (!written.has(row.code)) await recalendarAlone(row, result)
}

async function recalendarAlone(row: Behind, result: Recalendared): Promise<void> {
  try {
    await recalendarDossier(row)
    result.moved += 1
  } catch (error) {
    // somebody was faster, or it ended meanwhile: the next run looks again
    const isRace = error instanceof DomainError && ['DOSSIER_CHANGED_MEANWHILE', 'EVENT_NOT_ALLOWED'].includes(error.code)
    if (!isRace)
      log.error({ dossierCode: row.code, calendar: row.target, err: error }, 'a dossier could not follow the new calendar')
    result.failed += 1
  }
}

/**
 * Takes every open dossier over that follows an older calendar. What is left to do is read off the dossiers themselves, so it may be killed
 * anywhere and begun anew, and a second worker beside it does no harm.
 */
export async function recalendarOpenDossiers(signal?: AbortSignal): Promise<Recalendared> {
  const result: Recalendared = { moved: 0, failed: 0 }
  let after = { homeAgencyId: '', id: '' }
  for (;;) {
    const rows = await dossiersBehind(after, BATCH)
    const last = rows.at(-1)
    if (!last || signal?.aborted) return result
    const parts = [...Map.groupBy(rows, ({ target }) => target)].flatMap(([target, some]) =>
      Array.from({ length: Math.ceil(some.length / TOGETHER) }, (_, index) => ({
        target,
        rows: some.slice(index * TOGETHER, (index + 1) * TOGETHER),
      })),
    )
    await Promise.all(Array.from({ length: AT_ONCE }, () => workOff(parts, result, signal)))
    after = { homeAgencyId: last.homeAgencyId, id: last.id }
  }
}

interface Part {
  target: string
  rows: readonly Behind[]
}

async function workOff(parts: Part[], result: Recalendared, signal?: AbortSignal): Promise<void> {
  for (let part = parts.shift(); part && !signal?.aborted; part = parts.shift())
    await recalendarTogether(part.target, part.rows, result)
}
