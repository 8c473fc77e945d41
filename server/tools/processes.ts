import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { completeSettings, type Env, readEnv } from '../env.ts'
import { ensureBuild } from './build.ts'
import { type Step, step, ToolError } from './console.ts'
import { prepareDatabase } from './database-steps.ts'
import { tryLock } from './file-lock.ts'
import { ensureGeneratedClient } from './generate-client.ts'
import { type ManagedProcess, manage } from './managed-process.ts'
import { assertPortFree } from './ports.ts'
import type { RunningPostgres } from './postgres.ts'
import { needsSimulators, type PartName, planFor } from './process-plans.ts'
import type { Environment } from './project.ts'
import { untilAnswers } from './readiness.ts'
import { forgetRun, lockPath, stopLeftovers, writeRun } from './run-record.ts'
import { ensureDemoSecrets } from './secrets.ts'

// A whole installation: database, web, worker, simulators. `npm run up` starts one, the browser and crash tests start their own.

export interface StackOptions {
  /** Settings that differ from this process's environment: MOCUA_DATA_DIR, ports, … */
  settings?: Environment
  /** Without: what is needed (simulators only when a partner is simulated). */
  parts?: PartName[]
  isDev?: boolean
  /** Tests that watch a crash switch this off. */
  isRestarted?: boolean
  /** A database without fsync, for data that is thrown away. */
  isThrowaway?: boolean
  step?: Step
  onChange?: (name: string, what: string) => void
  signal?: AbortSignal
}

export interface Stack {
  settings: Env
  /** The same as text, as the processes got it. */
  environment: Environment
  postgres: RunningPostgres | null
  parts: PartName[]
  part(name: PartName): ManagedProcess
  /** Waits until web, worker and simulators answer. */
  untilReady(): Promise<void>
  stop(): Promise<void>
}

export class AlreadyRunning extends ToolError {
  readonly holder: number
  constructor(dataDir: string, holder: number) {
    super(
      `Một Cửa already runs on ${dataDir} (pid ${holder}). What to do: \`npm run down\` stops it; other ports and MOCUA_DATA_DIR start a second one.`,
    )
    this.holder = holder
  }
}

const READY_PATIENCE_MS = 120_000
const STOP_ORDER: PartName[] = ['web', 'worker', 'simulators']

async function assertPorts(settings: Env, parts: PartName[]): Promise<void> {
  const wanted: Record<PartName, ['PORT' | 'SIM_PORT' | 'SMTP_PORT' | 'WEB_METRICS_PORT' | 'WORKER_METRICS_PORT', string][]> = {
    web: [
      ['PORT', 'the web application'],
      ['WEB_METRICS_PORT', 'the web metrics'],
    ],
    worker: [['WORKER_METRICS_PORT', 'the worker metrics']],
    simulators: [
      ['SIM_PORT', 'the simulated partners'],
      ['SMTP_PORT', 'the simulated mail server'],
    ],
  }
  for (const part of parts) for (const [variable, what] of wanted[part]) await assertPortFree(variable, settings[variable], what)
}

/** Settings of an installation; makes its secrets when it has none yet. */
export function settle(given: Environment): { settings: Env; environment: Environment } {
  const dataDir = resolve(given.MOCUA_DATA_DIR || '.data')
  const isDemo = given.MOCUA_DEMO ? given.MOCUA_DEMO === '1' : !given.DATABASE_URL
  if (isDemo || !given.DATABASE_URL) ensureDemoSecrets(dataDir)
  else mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const own = { ...given, MOCUA_DATA_DIR: dataDir }
  return { settings: readEnv(own), environment: { ...own, ...completeSettings(own) } }
}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { signal, step: inStep = step } = options
  const given = { ...process.env, ...options.settings }
  const { settings, environment } = settle(given)
  const dataDir = settings.MOCUA_DATA_DIR
  const url = `http://127.0.0.1:${settings.PORT}`
  const held = tryLock(lockPath(dataDir))
  if ('holder' in held) throw new AlreadyRunning(dataDir, held.holder)

  const processes = new Map<PartName, ManagedProcess>()
  let postgres: RunningPostgres | null = null
  const stop = async () => {
    for (const name of STOP_ORDER) await processes.get(name)?.stop()
    await postgres?.stop()
    forgetRun(dataDir)
    held.release()
  }
  const checked: Step = (title, work, outcome) => {
    signal?.throwIfAborted()
    return inStep(title, work, outcome)
  }
  try {
    const left = await stopLeftovers(dataDir)
    if (left.length > 0) options.onChange?.(left.join(', '), 'left behind by a killed start, ended')
    const parts = options.parts ?? (needsSimulators(settings) ? STOP_ORDER : STOP_ORDER.filter((name) => name !== 'simulators'))
    await assertPorts(settings, parts)
    await checked('Prisma client', ensureGeneratedClient, (isMade) => (isMade ? 'made' : 'up to date'))
    postgres = await prepareDatabase(
      { settings, environment, isEmbedded: !given.DATABASE_URL, isThrowaway: options.isThrowaway ?? false, step: checked },
      (started) => {
        postgres = started
      },
    )
    const needsBuild = parts.includes('web') && !options.isDev
    const buildFolder = needsBuild
      ? await checked(
          'web application (next build)',
          () => ensureBuild({ signal }),
          ({ isNew }) => (isNew ? 'built' : 'up to date'),
        ).then(({ folder }) => folder)
      : null
    const pids = () => new Map([...processes].map(([name, one]) => [name, one.pid()]))
    for (const name of STOP_ORDER.toReversed().filter((part) => parts.includes(part))) {
      signal?.throwIfAborted()
      const plan = planFor(name, { settings, environment, buildFolder })
      // the first start happens before the process stands in the list, so its change is recorded once more below
      const onChange = (part: string, what: string) => {
        writeRun(dataDir, url, pids())
        options.onChange?.(part, what)
      }
      processes.set(name, manage(plan, { isRestarted: options.isRestarted ?? true, onChange }))
      writeRun(dataDir, url, pids())
    }
    return {
      settings,
      environment,
      postgres,
      parts,
      part(name) {
        const found = processes.get(name)
        if (!found) throw new ToolError(`this stack has no ${name} process`)
        return found
      },
      async untilReady() {
        const all = [...processes.values()]
        const common = { processes: all, patienceMs: READY_PATIENCE_MS, signal }
        if (processes.has('simulators'))
          await untilAnswers(`http://127.0.0.1:${settings.SIM_PORT}/`, { ...common, isGood: (status) => status < 500 })
        if (processes.has('web')) await untilAnswers(`${url}/readyz`, { ...common, isGood: (status) => status === 200 })
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
