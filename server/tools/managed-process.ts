import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Environment, pinnedNode, withPinnedNode } from './project.ts'

export interface ProcessPlan {
  name: string
  /** Arguments of the pinned Node. */
  args: string[]
  cwd: string
  environment: Environment
  logFile: string
}

export interface ManagedProcess {
  readonly name: string
  readonly logFile: string
  /** Pid of the present run, or null between two runs. */
  pid(): number | null
  starts(): number
  /** Asks it to end, kills it after the patience; it is not started again. */
  stop(patienceMs?: number): Promise<void>
  /** For crash tests: the supervisor sees a crash like any other. */
  kill(signal: NodeJS.Signals): void
}

export interface Supervision {
  /** Start again after a crash. */
  isRestarted: boolean
  onChange: (name: string, what: string) => void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A run of this length means that the start was all right: the next crash begins with the short pause again. */
const STEADY_MS = 60_000

function launch(plan: ProcessPlan): ChildProcess {
  mkdirSync(dirname(plan.logFile), { recursive: true, mode: 0o700 })
  const log = openSync(plan.logFile, 'a', 0o600)
  const child = spawn(pinnedNode, plan.args, {
    cwd: plan.cwd,
    env: withPinnedNode(plan.environment),
    // a group of its own: Ctrl-C reaches the supervisor, which stops the processes in order
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

/** Starts a process and keeps it running. */
export function manage(plan: ProcessPlan, { isRestarted, onChange }: Supervision): ManagedProcess {
  let child: ChildProcess | null = null
  let isStopping = false
  let starts = 0
  let pause = FIRST_PAUSE_MS
  let timer: NodeJS.Timeout | null = null

  const run = () => {
    timer = null
    starts++
    const startedAt = Date.now()
    const current = launch(plan)
    child = current
    onChange(plan.name, 'started')
    let isOver = false
    const ended = (how: string) => {
      if (isOver) return
      isOver = true
      child = null
      if (isStopping) return
      if (Date.now() - startedAt > STEADY_MS) pause = FIRST_PAUSE_MS
      if (!isRestarted) return onChange(plan.name, `ended (${how}), see ${plan.logFile}`)
      onChange(plan.name, `ended (${how}), starting it again in ${pause / 1000} s; see ${plan.logFile}`)
      timer = setTimeout(run, pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
    current.once('error', (error) => ended(error.message))
    current.once('exit', (code, signal) => ended(signal ?? `code ${code}`))
  }
  run()

  return {
    name: plan.name,
    logFile: plan.logFile,
    pid: () => child?.pid ?? null,
    starts: () => starts,
    kill: (signal) => void child?.kill(signal),
    async stop(patienceMs = 15_000) {
      isStopping = true
      if (timer) clearTimeout(timer)
      const current = child
      if (!current) return
      const ended = new Promise((done) => current.once('exit', done))
      current.kill('SIGTERM')
      const force = setTimeout(() => current.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(force)
    },
  }
}
