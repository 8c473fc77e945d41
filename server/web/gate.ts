import { log } from '../log.ts'
import { counter, gauge } from '../metrics.ts'
import { openAdmission } from './admission.ts'
import type { Front } from './front.ts'
import { refusalFor } from './refusal.ts'
import { kindOf } from './request-kind.ts'

const LOOK_MS = 250
const TELL_MS = 10_000
const [SHORTEST_WAIT, LONGEST_WAIT] = [2, 8]

const refused = counter('mocua_web_refused_total', 'Requests sent away because too many were under way', ['kind'])
const under = gauge('mocua_web_inside', 'Pages and calls under way')

/**
 * Stands before Next: a request that cannot be served in time is sent away for some microseconds instead of the milliseconds of a page, so
 * that those who are inside are served. Whatever runs inside Next (proxy, routes) has already cost most of a page.
 */
export function openGate(): { front: Front; close: () => void } {
  const admission = openAdmission()
  let sentAway = 0

  let due = performance.now() + LOOK_MS
  let told = performance.now()
  const look = setInterval(() => {
    const now = performance.now()
    admission.heard(Math.max(0, now - due))
    due = now + LOOK_MS
    under.set(admission.inside())
    if (sentAway === 0 || now - told < TELL_MS) return
    log.warn(
      { refused: sentAway, room: Math.round(admission.room()), inside: admission.inside() },
      'too many at once; some were sent away',
    )
    told = now
    sentAway = 0
  }, LOOK_MS)
  look.unref()

  const front: Front = (request, response) => {
    const url = request.url ?? '/'
    const kind = kindOf(request.method ?? 'GET', url, request.headers)
    if (admission.enter(kind)) {
      response.once('close', () => admission.leave(kind))
      return false
    }
    sentAway += 1
    refused.inc({ kind })
    const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    const wait = SHORTEST_WAIT + Math.floor(Math.random() * (LONGEST_WAIT - SHORTEST_WAIT + 1))
    const { headers, body } = refusalFor(url, wait, hasBody)
    response.writeHead(503, headers)
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
  return { front, close: () => clearInterval(look) }
}
