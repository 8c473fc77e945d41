import { setTimeout as wait } from 'node:timers/promises'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { systemActor } from '#server/modules/account/actor.ts'
import { changeDossier } from '#server/modules/dossier/change-dossier.ts'
import { idOf } from '#server/modules/exchange/deterministic-id.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type DueTimer, dueTimers } from './timers.repository.ts'

const BATCH = 200
/** Changes under way at once. */
const AT_ONCE = 32
const POLL_MS = 2_000
/** A timer that cannot be taken now is left alone for a while, so that it neither fills the log nor keeps others waiting. */
const REST_MS = 60_000

const passed = counter('mocua_timers_total', 'Due timers by outcome', ['outcome'])

/** The same timer always asks under the same request id: two workers, or one that was killed, cannot let it pass twice. */
export async function passTimer({ homeAgencyId, dossierId, code, timerId, kind }: DueTimer): Promise<void> {
  const requestId = idOf('timer', homeAgencyId, dossierId, timerId)
  await changeDossier(systemActor('worker'), code, { requestId, action: 'passLimit', body: { timerId, kind } }, () => ({
    events: [{ event: { type: 'LIMIT_PASSED', timerId, kind } }],
  }))
}

interface Resting {
  until: number
  /** It is looked at again as soon as the dossier changes: what it waited for may be over. */
  revision: number
}
const resting = new Map<string, Resting>()
const keyOf = ({ dossierId, timerId }: DueTimer) => `${dossierId}/${timerId}`

/** Lets every due timer pass; returns how many did. Losing a race to a person is fine: the timer is looked at again. */
export async function passDueTimers(limit = BATCH): Promise<number> {
  const now = performance.now()
  for (const [key, { until }] of resting) if (until <= now) resting.delete(key)
  const due = (await dueTimers(limit + resting.size)).filter((timer) => resting.get(keyOf(timer))?.revision !== timer.revision)
  // changes that are asked for at one time are read and written together; those of one dossier follow each other
  const lines = [...Map.groupBy(due, ({ dossierId }) => dossierId).values()]
  const counts = await Promise.all(Array.from({ length: AT_ONCE }, () => passLines(lines)))
  return counts.reduce((sum, count) => sum + count, 0)
}

async function passLines(lines: DueTimer[][]): Promise<number> {
  let count = 0
  for (let line = lines.shift(); line; line = lines.shift()) for (const timer of line) if (await tryToPass(timer)) count += 1
  return count
}

async function tryToPass(timer: DueTimer): Promise<boolean> {
  try {
    await passTimer(timer)
    passed.inc({ outcome: 'passed' })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'DOSSIER_CHANGED_MEANWHILE') {
      passed.inc({ outcome: 'raced' })
      return false
    }
    resting.set(keyOf(timer), { until: performance.now() + REST_MS, revision: timer.revision })
    if (error instanceof DomainError && error.code === 'EVENT_NOT_ALLOWED' && timer.isHeld) {
      passed.inc({ outcome: 'held' })
      return false
    }
    passed.inc({ outcome: 'failed' })
    log.error({ dossierCode: timer.code, timerId: timer.timerId, err: error }, 'a timer could not pass')
    return false
  }
}

export function runTimers(pollMs = POLL_MS): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      let count = 0
      try {
        count = await passDueTimers()
      } catch (error) {
        log.error({ err: error }, 'the timers could not be read')
      }
      // the wait ends early only when stopping
      if (count < BATCH) await wait(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
