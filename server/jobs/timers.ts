import { setTimeout as wait } from 'node:timers/promises'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { systemActor } from '#server/modules/account/actor.ts'
import { changeDossier, changeDossiers } from '#server/modules/dossier/change-dossier.ts'
import type { Decision } from '#server/modules/dossier/loaded-dossier.ts'
import { idOf } from '#server/modules/exchange/deterministic-id.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type DueTimer, dueTimers } from './timers.repository.ts'

const BATCH = 200
const POLL_MS = 2_000
/** A timer that cannot be taken now is left alone for a while, so that it neither fills the log nor keeps others waiting. */
const REST_MS = 60_000

const passed = counter('mocua_timers_total', 'Due timers by outcome', ['outcome'])

/** The same timer always asks under the same request id: two workers, or one that was killed, cannot let it pass twice. */
const keyOf = ({ homeAgencyId, dossierId, code, timerId }: DueTimer) => ({
  code,
  requestId: idOf('timer', homeAgencyId, dossierId, timerId),
})
const commandOf = ({ timerId, kind }: DueTimer) => ({ action: 'passLimit', body: { timerId, kind } }) as const
const decisionOf =
  ({ timerId, kind }: DueTimer) =>
  (): Decision => ({ events: [{ event: { type: 'LIMIT_PASSED', timerId, kind } }] })

export async function passTimer(timer: DueTimer): Promise<void> {
  const { code, requestId } = keyOf(timer)
  await changeDossier(systemActor('worker'), code, { requestId, ...commandOf(timer) }, decisionOf(timer))
}

interface Resting {
  until: number
  /** It is looked at again as soon as the dossier changes: what it waited for may be over. */
  revision: number
}
const resting = new Map<string, Resting>()
const restOf = ({ dossierId, timerId }: DueTimer) => `${dossierId}/${timerId}`

/** Lets every due timer pass; returns how many did. Losing a race to a person is fine: the timer is looked at again. */
export async function passDueTimers(limit = BATCH): Promise<number> {
  const now = performance.now()
  for (const [key, { until }] of resting) if (until <= now) resting.delete(key)
  const due = (await dueTimers(limit + resting.size)).filter((timer) => resting.get(restOf(timer))?.revision !== timer.revision)
  let count = 0
  // timers of one name and kind are of different dossiers; those of one dossier follow each other
  for (const alike of Map.groupBy(due, ({ timerId, kind }) => `${kind} ${timerId}`).values()) {
    const together = alike.length > 1 ? await passTogether(alike) : new Set<string>()
    count += together.size
    for (const timer of alike) if (!together.has(timer.code) && (await tryToPass(timer))) count += 1
  }
  return count
}

/** Read, judged and written together; who did not come through is asked alone, to hear why. */
async function passTogether(alike: readonly DueTimer[]): Promise<Set<string>> {
  const [any] = alike
  if (!any) return new Set()
  try {
    const written = await changeDossiers(systemActor('worker'), alike.map(keyOf), commandOf(any), decisionOf(any))
    passed.inc({ outcome: 'passed' }, written.size)
    return written
  } catch (error) {
    // one damaged dossier holds back nobody
    log.warn({ timerId: any.timerId, timers: alike.length, err: error }, 'timers could not pass together')
    return new Set()
  }
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
    resting.set(restOf(timer), { until: performance.now() + REST_MS, revision: timer.revision })
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
