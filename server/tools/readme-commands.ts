import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ToolError } from './console.ts'
import { freePorts } from './ports.ts'
import { removePlace } from './postgres-place.ts'
import { projectRoot } from './project.ts'

// The start that the README shows, as its reader types it, on ports and in a data folder of its own.

interface Told {
  command: string
  expected: RegExp
}

function readmeStart(): string {
  const [, command] = /<!-- tested -->\n```sh\n(npm run up)\n```/.exec(readFileSync(join(projectRoot, 'README.md'), 'utf8')) ?? []
  if (!command) throw new ToolError('README.md no longer shows `npm run up` as its first command')
  return command
}

async function typed({ command, expected }: Told, settings: Record<string, string>): Promise<void> {
  const child = spawn('sh', ['-c', command], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const code = await new Promise<number>((done, fail) => {
    child.once('error', fail)
    child.once('close', (result) => done(result ?? 1))
  })
  if (code !== 0 || !expected.test(output))
    throw new ToolError(`\`${command}\` (exit ${code}) did not end as the README says:\n${output}`)
}

/** Starts, asks the doctor, starts again, stops; how many commands were typed. */
export async function readmeCommands(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mocua-readme-'))
  const [web = 0, sim = 0, smtp = 0, pg = 0, webMetrics = 0, workerMetrics = 0] = await freePorts(6)
  const settings = {
    MOCUA_DATA_DIR: folder,
    PORT: String(web),
    SIM_PORT: String(sim),
    SMTP_PORT: String(smtp),
    PG_PORT: String(pg),
    WEB_METRICS_PORT: String(webMetrics),
    WORKER_METRICS_PORT: String(workerMetrics),
  }
  const start = { command: `${readmeStart()} -- --detach`, expected: new RegExp(`^READY http://127\\.0\\.0\\.1:${web}$`, 'm') }
  const stop = { command: 'npm run down', expected: /stopped/ }
  const commands: Told[] = [
    start,
    { command: 'npm run doctor', expected: /^doctor: \d+ checks, 0 problems$/m },
    { command: 'npm run history:check', expected: /^history:check: 0 dossiers, 0 events, 0 broken$/m },
    { command: 'npm run invariants', expected: /^invariants: 0 violations$/m },
    { command: 'npm run procedures:verify', expected: /^procedures:verify: \d+ checked, 0 findings$/m },
    stop,
    start,
  ]
  try {
    for (const one of commands) await typed(one, settings)
    return commands.length
  } finally {
    await typed(stop, settings)
    removePlace(folder)
  }
}
