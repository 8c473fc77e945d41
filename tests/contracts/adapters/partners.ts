import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { freePorts } from '#server/tools/ports.ts'
import { projectRoot } from '#server/tools/project.ts'
import { asOwner } from '#tests/builders/owner.ts'

// Partners and our own doors as processes and ports of this test file. Called before anything reads a setting.

const node = join(projectRoot, 'node_modules/.bin/node')
const runner = join(projectRoot, 'server/tools/run.mjs')

export interface Partners {
  simUrl: string
  publicUrl: string
  control: <T = Record<string, unknown>>(path: string, body?: unknown) => Promise<T>
  fault: (
    system: 'portal' | 'payment' | 'mail' | 'sms' | 'zalo' | 'push' | 'resident',
    plan: Record<string, unknown>,
  ) => Promise<unknown>
  /** Simulators killed and started anew on the same ports with what they had kept. */
  down: () => Promise<void>
  up: () => Promise<void>
  startWorker: () => Promise<RunningWorker>
  close: () => Promise<void>
}
/** The portal's name of the report of a state, for faults that hit it alone. */
export const REPORT_SERVICE = 'DongBoHoSoMC'

export interface RunningWorker {
  process: ChildProcess
  kill: (signal: NodeJS.Signals) => Promise<number | null>
}

export async function startPartners(): Promise<Partners> {
  const [simPort = 0, smtpPort = 0, webPort = 0, metricsPort = 0] = await freePorts(4)
  Object.assign(process.env, {
    SIM_PORT: String(simPort),
    SMTP_PORT: String(smtpPort),
    PORT: String(webPort),
    WORKER_METRICS_PORT: String(metricsPort),
    // good for one use, so each file has its own
    ZALO_REFRESH_TOKEN: randomUUID(),
  })
  const { env } = await import('#server/env.ts')
  const simUrl = `http://127.0.0.1:${simPort}`
  const children = new Set<ChildProcess>()
  const web = await serveOurDoors(webPort)

  async function launch(file: string, more: Record<string, string>, ready: RegExp): Promise<ChildProcess> {
    const child = spawn(node, [runner, join(projectRoot, file)], {
      cwd: projectRoot,
      env: { ...process.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    let output = ''
    const isReady = new Promise<void>((resolve, fail) => {
      const look = (chunk: Buffer) => {
        output += chunk.toString()
        if (ready.test(output)) resolve()
      }
      child.stdout?.on('data', look)
      child.stderr?.on('data', look)
      child.once('exit', (code) => {
        children.delete(child)
        fail(new Error(`${file} ended with ${code}:\n${output}`))
      })
    })
    await isReady
    return child
  }

  const partnerSettings = {
    PUBLIC_URL: env.PUBLIC_URL,
    MOCUA_DATA_DIR: env.MOCUA_DATA_DIR,
    PORTAL_USERNAME: env.PORTAL_USERNAME,
    PORTAL_PASSWORD: env.PORTAL_PASSWORD,
    PORTAL_INBOUND_SECRET: env.PORTAL_INBOUND_SECRET,
    PORTAL_AGENCY_CODE: env.PORTAL_AGENCY_CODE,
    PAYMENT_PARTNER: env.PAYMENT_PARTNER,
    PAYMENT_SECRET: env.PAYMENT_SECRET,
    OIDC_CLIENT_SECRET: env.OIDC_CLIENT_SECRET,
    SMS_SECRET: env.SMS_SECRET ?? '',
    ZALO_APP_SECRET: env.ZALO_APP_SECRET ?? '',
    ZALO_REFRESH_TOKEN: env.ZALO_REFRESH_TOKEN ?? '',
    ZALO_SECRET: env.ZALO_SECRET ?? '',
  }
  const startSimulators = () => launch('server/simulators/main.ts', partnerSettings, /SIMULATORS READY/)
  let simulators: ChildProcess | null = await startSimulators()

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    child.kill(signal)
    const [code] = await once(child, 'exit')
    return code
  }

  async function control<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${simUrl}/_control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  return {
    simUrl,
    publicUrl: env.PUBLIC_URL,
    control,
    fault: (system, plan) => control(`${system}/faults`, plan),
    down: async () => {
      if (simulators) await end(simulators, 'SIGKILL')
      simulators = null
    },
    up: async () => {
      simulators ??= await startSimulators()
    },
    startWorker: async () => {
      const child = await launch('server/jobs/worker.ts', { LOG_LEVEL: 'info' }, /worker ready/)
      return { process: child, kill: (signal) => end(child, signal) }
    },
    close: async () => {
      await Promise.all([...children].map((child) => end(child, 'SIGKILL')))
      web.closeAllConnections()
      await new Promise((done) => web.close(done))
    },
  }
}

/** The route handlers behind a plain HTTP server, as the web process has them. */
async function serveOurDoors(port: number): Promise<Server> {
  const { confirmPayment } = await import('#server/modules/payment/confirm.http.ts')
  const { receiveFromPortal } = await import('#server/modules/exchange/portal-inbound.http.ts')
  const { takeReport } = await import('#server/modules/notification/reports.http.ts')
  const { servePortalFile } = await import('#server/modules/exchange/portal-file.http.ts')
  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/payment/confirm') return confirmPayment(request)
    if (pathname === '/api/portal/inbound') return receiveFromPortal(request)
    if (pathname === '/api/messages/sms') return takeReport('SMS', request)
    if (pathname === '/api/messages/zalo') return takeReport('ZALO', request)
    const file = /^\/api\/portal\/files\/([^/]+)$/.exec(pathname)
    if (file?.[1]) return servePortalFile(file[1])
    return new Response('not found', { status: 404 })
  }
  const server = createServer(async (incoming, outgoing) => {
    const hasBody = incoming.method !== 'GET'
    const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, {
      method: incoming.method,
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit)
    const response = await answer(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Looks until it holds, or says what it saw last. */
export async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean, patienceMs = 20_000): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (Date.now() > end) throw new Error(`still not so after ${patienceMs} ms: ${JSON.stringify(seen).slice(0, 2000)}`)
    await wait(100)
  }
}

/** What the portal holds of a dossier. */
export interface Held {
  dossier: {
    status: string
    applied: number
    deliveries: number
    history: { status: string }[]
    latest: Record<string, unknown>
    progress: { content: Record<string, string> }[]
  } | null
  refused: { refusal: string }[]
}

export const outboxOf = (code: string) =>
  asOwner<{ target: string; type: string; status: string; attempts: number; lastError: string | null }>(
    `SELECT o.target, o.type, o.status, o.attempts, o."lastError" FROM "OutboxMessage" o JOIN "DossierLocator" l ON l.id = o."dossierId"
     WHERE l.code = $1 ORDER BY o.target, o."lineSeq"`,
    [code],
  )

export const deliveredAll = (code: string, patienceMs?: number) =>
  until(
    () => outboxOf(code),
    (lines) => lines.length > 0 && lines.every(({ status }) => status === 'DELIVERED'),
    patienceMs,
  )

/** Moves the application's clock; the partners keep theirs. */
export async function moveClock(offsetMs: number): Promise<void> {
  const { setClockOffset } = await import('#server/clock.repository.ts')
  await setClockOffset(offsetMs)
}
