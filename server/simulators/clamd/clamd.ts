import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { pause } from '../frame/callback.ts'
import { type Clock, shownTime } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import type { Fault, Faults } from '../frame/faults.ts'
import { html, page, table } from '../frame/html.ts'
import type { Route } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { openReader } from './read-commands.ts'

const VERSION = 'ClamAV 1.4.6-SIMULATOR/0/no signatures but EICAR'
/** The harmless file that every scanner knows (eicar.org), written in two so that this source is not one. */
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`
const KEPT = 500

interface Scan {
  at: string
  bytes: number
  sha256: string
  answer: string
}

/** A virus scanner that knows one virus. It speaks the protocol of clamd on a socket of this machine. */
export function openClamd(settings: Settings, clock: Clock, faults: Faults) {
  let scans: Scan[] = []
  const stopping = new AbortController()
  const sockets = new Set<Socket>()

  function judge(content: Buffer): string {
    const answer = content.includes(EICAR) ? 'stream: Eicar-Signature FOUND' : 'stream: OK'
    const sha256 = createHash('sha256').update(content).digest('hex')
    scans = [...scans, { at: clock.now().toISOString(), bytes: content.length, sha256, answer }].slice(-KEPT)
    return answer
  }

  async function answer(socket: Socket, fault: Fault | null, say: () => string): Promise<void> {
    switch (fault?.kind) {
      case 'down':
        socket.destroy()
        return
      case 'slow':
        await pause(fault.delayMs, stopping.signal)
        break
      case 'timeoutAfterApply':
        say()
        return
      case 'garbage':
        socket.end('<html>Bao tri he thong</html>\0')
        return
      case 'truncated':
        socket.end(say().slice(0, 6))
        return
      case 'http500':
      case 'errorBody':
        socket.end("stream: Can't allocate memory ERROR\0")
        return
    }
    socket.end(`${say()}\0`)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // a client that goes away in the middle is its own affair
    socket.on('error', () => undefined)
    const read = openReader()
    socket.on('data', (bytes: Buffer) => {
      const command = read(bytes)
      if (!command) return
      socket.removeAllListeners('data')
      const fault = command.is === 'SCAN' ? faults.next('clamd', 'INSTREAM') : null
      answer(socket, fault, () => {
        if (command.is === 'SCAN') return judge(command.content)
        return command.is === 'PING' ? 'PONG' : command.is === 'VERSION' ? VERSION : command.words
      }).catch(() => socket.destroy())
    })
  })

  const routes: Route[] = [
    {
      method: 'GET',
      path: /^\/clamd\/?$/,
      handle: () =>
        page(
          'Máy quét mã độc (mô phỏng)',
          html`<p>Máy quét này chỉ biết tệp thử EICAR. Nó không bảo vệ ai: khi dùng thật, đặt CLAMD_URL đến máy quét ClamAV.</p>
${table(
  'Đã quét',
  ['Lúc', 'Cỡ', 'SHA-256', 'Trả lời'],
  scans.toReversed().map((one) => [shownTime(new Date(one.at)), `${one.bytes} byte`, one.sha256, one.answer]),
  'Chưa quét tệp nào.',
)}`,
        ),
    },
  ]
  const controlled: Controlled = {
    system: 'clamd',
    received: () => ({ scans }),
    reset: () => {
      scans = []
    },
  }
  return {
    routes,
    controlled,
    server,
    listen: () =>
      new Promise<void>((resolve) => {
        // left behind by a run that was killed: one that still runs would hold the port of the pages too
        rmSync(settings.SIM_CLAMD_SOCKET, { force: true })
        server.listen(settings.SIM_CLAMD_SOCKET, resolve)
      }),
    stop() {
      stopping.abort()
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
