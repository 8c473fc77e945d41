import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '../env.ts'
import { ToolError } from './console.ts'
import type { ProcessPlan } from './managed-process.ts'
import { bin, type Environment, projectRoot } from './project.ts'

// How each process of an installation is started.

export type PartName = 'simulators' | 'worker' | 'web'

const runner = join(projectRoot, 'server/tools/run.mjs')

const without = (environment: Environment, names: string[]): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)))

function entry(file: string): string {
  const path = join(projectRoot, file)
  if (!existsSync(path)) throw new ToolError(`${file} is missing: restore it from git`)
  return path
}

/** True when at least one partner is the simulated one of this installation. */
export function needsSimulators(settings: Env): boolean {
  const own = `http://127.0.0.1:${settings.SIM_PORT}/`
  return (
    [settings.PORTAL_URL, settings.PAYMENT_URL, settings.OIDC_ISSUER, settings.SMS_URL, settings.ZALO_URL].some((url) =>
      url.startsWith(own),
    ) ||
    settings.SMTP_URL === `smtp://127.0.0.1:${settings.SMTP_PORT}` ||
    settings.CLAMD_URL === `unix:${settings.SIM_CLAMD_SOCKET}`
  )
}

export interface PlanInput {
  settings: Env
  /** All settings as text, with what the children inherit. */
  environment: Environment
  /** Folder of the production build; null: the development server. */
  buildFolder: string | null
}

export function planFor(part: PartName, { settings, environment, buildFolder }: PlanInput): ProcessPlan {
  const shared = { name: part, logFile: join(settings.MOCUA_DATA_DIR, 'logs', `${part}.log`) }
  // the owner's address is for migrations: what serves people must not be able to change tables
  // fewer pools of the C library: each keeps what it once needed, and a process that is asked much would grow by a third
  const running = { ...without(environment, ['DATABASE_OWNER_URL']), NEXT_TELEMETRY_DISABLED: '1', MALLOC_ARENA_MAX: '2' }
  switch (part) {
    case 'simulators':
      // partners: they know neither our database nor our session key
      return {
        ...shared,
        args: [runner, entry('server/simulators/main.ts')],
        cwd: projectRoot,
        environment: without(running, ['DATABASE_URL', 'NEXTAUTH_SECRET']),
      }
    case 'worker':
      return {
        ...shared,
        // Papers make much that lives for a moment: a large young generation keeps a hundred megabytes of it for a fifth of the time. A hundred megabytes
        // live after an hour of work; with room for twice that it held 300 in all
        args: ['--max-old-space-size=144', '--max-semi-space-size=4', runner, entry('server/jobs/worker.ts')],
        cwd: projectRoot,
        environment: { ...running, NODE_ENV: 'production' },
      }
    case 'web': {
      // Room for what lives as long as one request: with less it is taken for old, and a page costs a tenth of a second of clearing up.
      // `localhost` with IPv4 first: rewrites in the proxy answer 500 when the host is 127.0.0.1 itself
      const node = ['--max-old-space-size=208', '--max-semi-space-size=16', '--dns-result-order=ipv4first']
      if (buildFolder === null)
        return {
          ...shared,
          args: [bin('next'), 'dev', '-p', String(settings.PORT), '-H', 'localhost'],
          cwd: projectRoot,
          environment: { ...running, NODE_ENV: 'development' },
        }
      return {
        ...shared,
        args: [...node, runner, entry('server/web/main.ts'), buildFolder, 'localhost'],
        cwd: buildFolder,
        environment: { ...running, NODE_ENV: 'production', PORT: String(settings.PORT) },
      }
    }
  }
}
