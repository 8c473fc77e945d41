import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive } from './process-life.ts'

// A lock between processes of one machine: a file with the pid of its holder. A killed holder's lock is void.

const holderOf = (path: string): number | null => {
  try {
    return Number(readFileSync(path, 'utf8')) || null
  } catch {
    // given back this moment
    return null
  }
}

/** Takes the lock, or says who has it. */
export function tryLock(path: string): { release: () => void } | { holder: number } {
  mkdirSync(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        // linking a finished file: nobody ever sees a lock without its pid
        linkSync(own, path)
        return {
          release: () => {
            if (holderOf(path) === process.pid) rmSync(path, { force: true })
          },
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const holder = holderOf(path)
      if (holder !== null && holder !== process.pid && isAlive(holder, 'node')) return { holder }
      rmSync(path, { force: true })
    }
    throw new Error(`${path} could not be taken`)
  } finally {
    rmSync(own, { force: true })
  }
}

/** Waits until the lock is free; `onWait` is told once whom it waits for. */
export async function lock(path: string, onWait: (holder: number) => void): Promise<() => void> {
  let isTold = false
  for (;;) {
    const result = tryLock(path)
    if ('release' in result) return result.release
    if (!isTold) onWait(result.holder)
    isTold = true
    await wait(250)
  }
}
