import { IncomingMessage, Server, ServerResponse } from 'node:http'
import { log } from '../log.ts'
import { counter, gauge } from '../metrics.ts'
import { openAdmission } from './admission.ts'
import { refusalFor } from './refusal.ts'
import { kindOf } from './request-kind.ts'

const LOOK_MS = 250
const TELL_MS = 10_000
const [SHORTEST_WAIT, LONGEST_WAIT] = [2, 8]

const portOf = (server: Server): number | null => {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : null
}

/**
 * Stands before the application's own handler: a request that cannot be served in time is sent away for some microseconds instead of the
 * milliseconds of a page, so that those who are inside are served. The standalone server of Next has no hook before its handler, and whatever
 * runs inside it (proxy, routes) has already cost most of a page. So the event that hands a request over is caught at the server itself, which
 * holds however the process was started. Only the server on this port is meant; metrics have another.
 */
export function openGate(port: number): { close: () => void } {
  const refused = counter('mocua_web_refused_total', 'Requests sent away because too many were under way', ['kind'])
  const under = gauge('mocua_web_inside', 'Pages and calls under way')
  const admission = openAdmission()
  const isOurs = new WeakMap<Server, boolean>()
  let sentAway = 0

  function admit(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '/'
    const kind = kindOf(request.method ?? 'GET', url, request.headers)
    if (admission.enter(kind)) {
      response.once('close', () => admission.leave(kind))
      return true
    }
    sentAway += 1
    refused.inc({ kind })
    const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    const wait = SHORTEST_WAIT + Math.floor(Math.random() * (LONGEST_WAIT - SHORTEST_WAIT + 1))
    const { headers, body } = refusalFor(url, wait, hasBody)
    response.writeHead(503, headers)
    response.end(request.method === 'HEAD' ? undefined : body)
    return false
  }

  const inherited = Server.prototype.emit
  const emit = function (this: Server, event: string | symbol, ...given: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = given
      const known = isOurs.get(this) ?? portOf(this) === port
      isOurs.set(this, known)
      if (known && request instanceof IncomingMessage && response instanceof ServerResponse && !admit(request, response))
        return true
    }
    return Reflect.apply(inherited, this, [event, ...given])
  }
  Server.prototype.emit = emit

  let due = performance.now() + LOOK_MS
  let told = performance.now()
  const look = setInterval(() => {
    const now = performance.now()
    admission.heard(Math.max(0, now - due))
    due = now + LOOK_MS
    under.set(admission.inside())
    if (sentAway > 0 && now - told > TELL_MS) {
      log.warn(
        { refused: sentAway, room: Math.round(admission.room()), inside: admission.inside() },
        'too many at once; some were sent away',
      )
      told = now
      sentAway = 0
    }
  }, LOOK_MS)
  look.unref()
  return {
    close: () => {
      clearInterval(look)
      if (Server.prototype.emit === emit) Server.prototype.emit = inherited
    },
  }
}
