import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { ToolError } from './console.ts'

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // no such process any more, or no /proc on this system
    return null
  }
}

/** When a process began, in ticks since the machine's start: with its pid this is its identity. Null when it is gone (or without /proc). */
export function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`)
  // the name in brackets may hold blanks; the 20th field after it is the start
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

/** Whether a process lives and is the program we mean: pids are used again, so the name or the command line must fit the mark. */
export function isAlive(pid: number, mark = ''): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another user
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return process.platform !== 'linux'
  // a dead process that its parent has not yet asked for
  if (/\) [ZX] /.test(stat)) return false
  return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').includes(mark) || stat.includes(`(${mark})`)
}

/** Sends the signals one after another until the process is gone. */
export async function stopProcess(pid: number, mark: string, signals: NodeJS.Signals[], patienceMs = 20_000): Promise<void> {
  for (const signal of signals) {
    if (!isAlive(pid, mark)) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return
      throw error
    }
    const until = Date.now() + patienceMs
    while (Date.now() < until) {
      if (!isAlive(pid, mark)) return
      await wait(25)
    }
  }
  if (isAlive(pid, mark))
    throw new ToolError(`The process ${pid} (${mark}) does not end. What to do: end it yourself: kill -9 ${pid}`)
}
