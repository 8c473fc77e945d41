import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { messageOf, ToolError } from './console.ts'
import { isListening, takenPortMessage } from './ports.ts'
import { findPlace, type Place } from './postgres-place.ts'
import { isAlive, stopProcess } from './process-life.ts'
import { asProcessEnv } from './project.ts'

// PostgreSQL from npm, for everybody who has no server of their own. It is started as a process of its own that outlives
// a killed parent on purpose: the next start takes it over with all that was committed.

export interface PostgresOptions {
  dataDir: string
  port: number
  /** Password of the superuser `postgres`. */
  password: string
  /** No fsync: only for tests, which throw the data away. */
  isThrowaway?: boolean
}
export interface RunningPostgres {
  port: number
  pid: number
  /** Whether it was already running and was taken over. */
  wasRunning: boolean
  note: string | null
  /** Folder of the data, copied by tests. */
  cluster: string
  stop(): Promise<void>
}

export const superuserUrl = (password: string, port: number, database = 'postgres') =>
  `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** One statement list on one connection. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // a server that stops during the work rejects the query; without a listener the same error would end the process
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const LOCALES = ['C.UTF-8', 'C']

function initialise(place: Place, { password, isThrowaway }: PostgresOptions): void {
  const draft = `${place.cluster}.new`
  const passwordFile = `${place.cluster}.password`
  let fault = ''
  for (const locale of LOCALES) {
    rmSync(draft, { recursive: true, force: true })
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
    const flags = [
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=vi-VN',
      `--locale=${locale}`,
      ...(isThrowaway ? ['--no-sync'] : []),
    ]
    const done = spawnSync(
      join(place.programs, 'bin/initdb'),
      [`--pgdata=${draft}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...flags],
      { ...place.user, cwd: dirname(draft), encoding: 'utf8', env: asProcessEnv({ PATH: process.env.PATH, LC_ALL: 'C' }) },
    )
    rmSync(passwordFile, { force: true })
    // an interrupted initdb leaves only the draft behind
    if (done.status === 0) {
      renameSync(draft, place.cluster)
      return
    }
    fault = done.error?.message ?? done.stderr
  }
  throw new ToolError(
    `The embedded PostgreSQL could not be initialised in ${place.cluster}:\n${fault.trim()}\n` +
      'What to do: check that the disk has 200 MB free and that MOCUA_DATA_DIR is on a file system with Unix permissions.',
  )
}

/** Pid and port of the server that uses this data, if one lives. */
function runningServer(cluster: string): { pid: number; port: number } | null {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  if (pid && port && isAlive(pid, 'postgres')) return { pid, port }
  // its pid may by now be that of another program, and PostgreSQL would then refuse to start
  rmSync(file, { force: true })
  return null
}

async function answers(url: string): Promise<string | null> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'))
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const lastLines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')

async function untilReady(url: string, child: ChildProcess | null, logFile: string): Promise<void> {
  const until = Date.now() + 60_000
  let fault: string | null = 'it did not start'
  while (Date.now() < until) {
    if (child?.exitCode !== null && child?.exitCode !== undefined) break
    fault = await answers(url)
    if (fault === null) return
    if (/password authentication failed/.test(fault)) break
    await wait(50)
  }
  throw new ToolError(`The embedded PostgreSQL does not answer: ${fault}\nIts log (${logFile}) ends with:\n${lastLines(logFile)}`)
}

function launch(place: Place, { port, isThrowaway }: PostgresOptions, logFile: string): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '120',
    ...(isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  }
  const log = openSync(logFile, 'a')
  const child = spawn(
    join(place.programs, 'bin/postgres'),
    ['-D', place.cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // a session of its own: Ctrl-C in the terminal reaches us, and we stop it last
    {
      ...place.user,
      cwd: dirname(place.cluster),
      detached: true,
      stdio: ['ignore', log, log],
      env: asProcessEnv({ PATH: process.env.PATH, LC_ALL: 'C' }),
    },
  )
  closeSync(log)
  child.unref()
  return child
}

/** Starts PostgreSQL, or takes over the one that a killed start left behind. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, port, password } = options
  const place = findPlace(dataDir)
  const logFile = join(dataDir, 'logs', 'postgres.log')
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 })
  writeFileSync(logFile, '', { flag: 'a', mode: 0o600 })
  if (!existsSync(place.cluster)) initialise(place, options)

  const url = superuserUrl(password, port)
  const before = runningServer(place.cluster)
  const stopPid = (pid: number) => stopProcess(pid, 'postgres', ['SIGINT', 'SIGQUIT'])
  const handle = (pid: number, wasRunning: boolean): RunningPostgres => ({
    port,
    pid,
    wasRunning,
    note: place.note,
    cluster: place.cluster,
    stop: () => stopPid(pid),
  })
  if (before && before.port === port) {
    await untilReady(url, null, logFile)
    return handle(before.pid, true)
  }
  if (before) await stopPid(before.pid)
  if (await isListening(port)) throw new ToolError(takenPortMessage('PG_PORT', port, 'the embedded PostgreSQL'))
  for (let attempt = 1; ; attempt++) {
    const child = launch(place, options, logFile)
    const { pid } = child
    if (pid === undefined)
      throw new ToolError(`The embedded PostgreSQL could not be started from ${place.programs}: see ${logFile}`)
    try {
      await untilReady(url, child, logFile)
      return handle(pid, false)
    } catch (error) {
      // after a kill -9 of the server its last children still hold the shared memory for a moment
      if (attempt >= 20 || !/shared memory block|lock file "postmaster.pid"/.test(messageOf(error))) throw error
      await wait(500)
    }
  }
}

/** Stops the PostgreSQL of a data folder that nobody looks after any more; returns whether there was one. */
export async function stopLeftPostgres(dataDir: string): Promise<boolean> {
  const server = runningServer(findPlace(dataDir).cluster)
  if (server) await stopProcess(server.pid, 'postgres', ['SIGINT', 'SIGQUIT'])
  return server !== null
}
