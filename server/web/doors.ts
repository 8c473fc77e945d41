import { once } from 'node:events'
import type { Server as HttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'

// libuv takes one connection off a listening socket each time round its loop (since 1.46, in Node since 20). While pages are made a round takes
// tens of milliseconds, so of a crowd that comes with connections of its own only some dozens a second would be let in at all; the others
// would hear nothing, neither a page nor that they should come back. Several sockets on one port are several connections a round.

const DOORS = 16
/** A crowd stands here while we are busy for a moment. Beyond the usual 511 places the kernel forgets who comes. */
const BACKLOG = 4_096
const SWEEP_MS = 100

interface Place {
  port: number
  host: string
}

/** Sockets that share a port do not mind another process that shares it, so that is asked first. */
async function assertFree(place: Place): Promise<void> {
  const alone = createServer()
  alone.listen({ ...place, exclusive: true })
  await once(alone, 'listening')
  alone.close()
  await once(alone, 'close')
}

/** Listens on as many sockets as let a crowd in; elsewhere than on Linux, where this is not to be had, on one. */
export async function openDoors(server: HttpServer, place: Place): Promise<{ close: () => Promise<void> }> {
  await assertFree(place)
  const isShared = process.platform === 'linux'
  const how = { ...place, backlog: BACKLOG, reusePort: isShared }
  // the first is the server itself, whose clock watches over slow requests of all of them
  const doors: Server[] = [server]
  // as node:http makes its own socket
  const more = () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void server.emit('connection', socket)).unref()
  if (isShared) doors.push(...Array.from({ length: DOORS - 1 }, more))
  await Promise.all(
    doors.map(async (door) => {
      door.listen(how)
      await once(door, 'listening')
    }),
  )
  return {
    /** What was begun is finished; connections that only wait for a next request are ended. */
    async close() {
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
      await Promise.all(doors.map((door) => new Promise((closed) => door.close(closed))))
      clearInterval(sweep)
    },
  }
}
