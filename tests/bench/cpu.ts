import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// What the processors have worked for one process and those that it started, as the kernel counts it: what others do on the machine is not ours.
// One count is 10 ms for each process, so what is measured has to last some hundred of them.

const TICK_MS = 10

/** User and system time of a process, and of those of its children that have ended and been waited for. */
function ticksOf(pid: string): { parent: string; own: number; ended: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // the name in brackets may hold blanks
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const sum = (...at: number[]) => at.reduce((ticks, index) => ticks + Number(fields[index]), 0)
  return { parent: fields[1] ?? '', own: sum(11, 12), ended: sum(13, 14) }
}

/** Milliseconds of a process with all that came of it and lives, and of what has ended, until now. */
export function treeCpuMs(pid: number | string): number {
  const all = new Map<string, ReturnType<typeof ticksOf>>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      all.set(name, ticksOf(name))
    } catch (error) {
      // a process of somebody else that ended while we looked
      if (!(error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code)))) throw error
    }
  }
  const top = String(pid)
  const isInside = (name: string): boolean => name === top || (all.has(name) && isInside(all.get(name)?.parent ?? ''))
  let ticks = 0
  for (const [name, { own, ended }] of all) if (isInside(name)) ticks += own + ended
  return ticks * TICK_MS
}

/** The whole database server of a data folder, until now. */
export function databaseCpuMs(dataDir: string): number {
  const [postmaster = ''] = readFileSync(join(dataDir, 'postgresql/data/postmaster.pid'), 'utf8').split('\n')
  return treeCpuMs(postmaster)
}
