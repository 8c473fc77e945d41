import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = addressOf(server.address()).port
  server.close()
  await once(server, 'close')
  return port
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return address
}

/** Stands where the product would: keeps what the partners send and answers as the test orders. */
export async function standIn() {
  const received: Received[] = []
  let answer: (call: Received) => { status?: number; body: string } | null = () => ({ status: 404, body: '{}' })
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const call = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
    received.push(call)
    const given = answer(call)
    if (!given) return request.socket.destroy()
    response.writeHead(given.status ?? 200, { 'content-type': 'application/json' }).end(given.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${addressOf(server.address()).port}`,
    received,
    answerWith(next: typeof answer) {
      received.length = 0
      answer = next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const secrets = {
  PORTAL_USERNAME: 'mocua-test',
  PORTAL_PASSWORD: 'portal-password-test',
  PORTAL_INBOUND_SECRET: 'inbound-secret-test',
  PORTAL_AGENCY_CODE: '000.00.00.H24',
  PAYMENT_PARTNER: 'MOCUATEST',
  PAYMENT_SECRET: 'payment-secret-test',
  OIDC_CLIENT_ID: 'mocua',
  OIDC_CLIENT_SECRET: 'oidc secret/test+1',
}

/** The simulators as their own process, as in production; `kill` is the hard one. */
export async function simulators(publicUrl: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulators-'))
  const [port, smtpPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null

  async function start() {
    const env = {
      ...process.env,
      ...secrets,
      SIM_PORT: String(port),
      SMTP_PORT: String(smtpPort),
      PUBLIC_URL: publicUrl,
      MOCUA_DATA_DIR: dataDir,
    }
    const started = spawn(process.execPath, ['server/tools/run.mjs', 'server/simulators/main.ts'], {
      cwd: resolve(import.meta.dirname, '../../..'),
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    let printed = ''
    for await (const chunk of started.stdout ?? []) {
      printed += String(chunk)
      if (printed.includes('SIMULATORS READY')) break
    }
    if (!printed.includes('SIMULATORS READY')) throw new Error(`the simulators did not start: ${printed}`)
  }
  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    child.kill(signal)
    const [code] = await once(child, 'exit')
    return code
  }
  await start()

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    })
  return {
    url,
    port,
    smtpPort,
    dataDir,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    post,
    postJson: async (path: string, body: unknown) => (await post(path, body)).json(),
    page: async (path: string) => (await fetch(`${url}${path}`)).text(),
    received: async (system: string, query = '') => (await fetch(`${url}/_control/${system}/received${query}`)).json(),
    remove: async () => {
      await end('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
export type Simulators = Awaited<ReturnType<typeof simulators>>

/** Asks until `ready` gives something; for what another process does in its own time. */
export async function eventually<Value>(ask: () => Promise<Value | null | undefined | false>, limitMs = 8000): Promise<Value> {
  const until = Date.now() + limitMs
  for (;;) {
    const value = await ask()
    if (value !== null && value !== undefined && value !== false) return value
    if (Date.now() > until) throw new Error('did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
