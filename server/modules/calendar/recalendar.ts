import { log } from '#server/log.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { systemActor } from '../account/actor.ts'
import { changeDossier } from '../dossier/change-dossier.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { type Behind, dossiersBehind } from './calendar.repository.ts'
import { toldDueOr } from './moved-dates.ts'

const BATCH = 200
/** As many at once as keep the database busy without keeping officers waiting for a connection. */
const AT_ONCE = 4

export interface Recalendared {
  moved: number
  failed: number
}

/** One dossier goes over to the calendar in force. The same request id each time: asked twice, it is done and told once. */
export async function recalendarDossier({ homeAgencyId, id, code, target }: Behind): Promise<void> {
  const calendar = await calendarVersion(target)
  await changeDossier(
    systemActor('worker'),
    code,
    { requestId: idOf('recalendar', homeAgencyId, id, target), action: 'recalendar', body: { calendarVersionId: target } },
    ({ definition, state, calendar: before }) => {
      const oldDueAt = toldDueOr(definition, state, before, null)
      const newDueAt = toldDueOr(definition, state, calendar, null)
      return { events: [{ event: { type: 'RECALENDAR', calendarVersionId: target, oldDueAt, newDueAt } }] }
    },
  )
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
    const waiting = [...rows]
    await Promise.all(Array.from({ length: AT_ONCE }, () => workOff(waiting, result, signal)))
    after = { homeAgencyId: last.homeAgencyId, id: last.id }
  }
}

async function workOff(waiting: Behind[], result: Recalendared, signal?: AbortSignal): Promise<void> {
  for (let row = waiting.shift(); row && !signal?.aborted; row = waiting.shift()) {
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
}
