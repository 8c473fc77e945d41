import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Env } from '../env.ts'
import { runTool, say, seconds, ToolError } from './console.ts'
import { AlreadyRunning, type Stack, settle, startStack } from './processes.ts'
import { pinnedNode, projectRoot } from './project.ts'
import { probe } from './readiness.ts'

const HELP = `npm run up -- [--detach] [--dev]
  --detach  return when everything is ready; \`npm run down\` stops it
  --dev     the development server instead of the production build`

/** One press of Ctrl-C arrives twice: from the terminal and from npm. */
const SAME_PRESS_MS = 1_500

function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()).join('\n')
}

function addresses(settings: Env): string {
  const simulators = `http://127.0.0.1:${settings.SIM_PORT}`
  const rows = [
    ['Web', settings.PUBLIC_URL],
    ['National portal (simulator)', `${simulators}/portal`],
    ['Payment platform (simulator)', `${simulators}/payment`],
    ['Mailbox (simulator)', `${simulators}/mail`],
    ['Data and logs', settings.MOCUA_DATA_DIR],
  ]
  return `Addresses\n${table(rows.filter(([name]) => !name?.includes('simulator') || settings.MOCUA_DEMO))}`
}

const logIns = `Demo log-ins (staff: password Demo@2026, roles desk officer head leader clerk accountant director admin operator)
${table([
  ['commune A', 'desk@xa-a.demo', 'officer@xa-a.demo', 'leader@xa-a.demo', '…'],
  ['commune B', 'desk@xa-b.demo', 'officer@xa-b.demo', 'leader@xa-b.demo', '…'],
  ['department', 'desk@so-tc.demo', 'officer@so-tc.demo', 'leader@so-tc.demo', '…'],
  ['citizens', '031090000001', '031190000002', '031090000003 (helper)', '0200000001 (organisation)'],
])}`

function announce(settings: Env): void {
  say(`\n${addresses(settings)}\n`)
  if (settings.MOCUA_DEMO) say(`${logIns}\n`)
  say(`READY http://127.0.0.1:${settings.PORT}`)
}

async function alreadyRunning(error: AlreadyRunning): Promise<number> {
  const { settings } = settle(process.env)
  const missing = await probe(`http://127.0.0.1:${settings.PORT}/readyz`, (status) => status === 200)
  if (missing) throw new ToolError(`${error.message}\nIt is not ready: ${missing}`)
  say(`Already running (pid ${error.holder}); \`npm run down\` stops it.`)
  announce(settings)
  return 0
}

async function stopInOrder(stack: Stack): Promise<void> {
  const started = performance.now()
  say('\nstopping: web, worker, simulators, PostgreSQL')
  await stack.stop()
  say(`stopped (${seconds(performance.now() - started)})`)
}

async function foreground(isDev: boolean): Promise<number> {
  const interrupt = new AbortController()
  let firstAt = 0
  let stack: Stack | null = null
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (firstAt === 0) {
          firstAt = Date.now()
          interrupt.abort(new ToolError(`Interrupted (${signal}) while starting; nothing was left running.`))
          done()
        } else if (Date.now() - firstAt > SAME_PRESS_MS && stack) {
          say('not waiting any longer')
          for (const name of stack.parts) stack.part(name).kill('SIGKILL')
        }
      })
  })
  // a killed npm takes the terminal's pipe with it; the processes shall go on or be stopped by a signal, not by a failed write
  process.stdout.on('error', () => undefined)
  const started = performance.now()
  const onChange = (name: string, what: string) => {
    if (what !== 'started') say(`    ${new Date().toISOString()} ${name} ${what}`)
  }
  try {
    stack = await startStack({ isDev, onChange, signal: interrupt.signal })
  } catch (error) {
    if (error instanceof AlreadyRunning) return alreadyRunning(error)
    throw interrupt.signal.aborted ? interrupt.signal.reason : error
  }
  try {
    say(`==> waiting for ${stack.parts.join(', ')}`)
    await stack.untilReady()
    say(`    all answer (${seconds(performance.now() - started)} since the start)`)
  } catch (error) {
    await stack.stop()
    throw interrupt.signal.aborted ? interrupt.signal.reason : error
  }
  announce(stack.settings)
  await stopped
  await stopInOrder(stack)
  return 0
}

/** Starts the same command as a process of its own and shows its output until it is ready. */
async function detached(isDev: boolean): Promise<number> {
  const { settings } = settle(process.env)
  const logFile = join(settings.MOCUA_DATA_DIR, 'logs', 'up.log')
  mkdirSync(join(settings.MOCUA_DATA_DIR, 'logs'), { recursive: true, mode: 0o700 })
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(
    pinnedNode,
    [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'server/tools/up.ts'), ...(isDev ? ['--dev'] : [])],
    {
      cwd: projectRoot,
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  let ended: number | null = null
  child.once('exit', (code) => {
    ended = code ?? 1
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void child.kill('SIGTERM'))
  let shown = 0
  for (;;) {
    const hasEnded = ended !== null
    const text = readFileSync(logFile, 'utf8')
    process.stdout.write(text.slice(shown))
    shown = text.length
    if (/^READY .*\n/m.test(text)) {
      child.unref()
      // with its signal handlers this process would wait for ever
      process.exit(0)
    }
    if (hasEnded) return ended ?? 1
    await wait(100)
  }
}

await runTool(async () => {
  const { values } = parseArgs({ options: { detach: { type: 'boolean' }, dev: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) {
    say(HELP)
    return 0
  }
  return values.detach ? detached(values.dev ?? false) : foreground(values.dev ?? false)
})
