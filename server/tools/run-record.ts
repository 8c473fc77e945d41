import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive, startOf, stopProcess } from './process-life.ts'

// Which processes belong to a data folder, so that `down` finds them and a start after `kill -9` ends the orphans.

const recordSchema = z.object({
  supervisor: z.int(),
  url: z.string(),
  processes: z.array(z.object({ name: z.string(), pid: z.int(), start: z.string().nullable() })),
})
export type RunRecord = z.output<typeof recordSchema>

const pathOf = (dataDir: string) => join(dataDir, 'run.json')
export const lockPath = (dataDir: string) => join(dataDir, 'run.lock')

export function readRun(dataDir: string): RunRecord | null {
  let text: string
  try {
    text = readFileSync(pathOf(dataDir), 'utf8')
  } catch {
    // nothing runs here
    return null
  }
  const parsed = recordSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

export function writeRun(dataDir: string, url: string, pids: ReadonlyMap<string, number | null>): void {
  const processes = [...pids].flatMap(([name, pid]) => (pid === null ? [] : [{ name, pid, start: startOf(pid) }]))
  const draft = `${pathOf(dataDir)}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ supervisor: process.pid, url, processes } satisfies RunRecord))
  renameSync(draft, pathOf(dataDir))
}

export const forgetRun = (dataDir: string) => rmSync(pathOf(dataDir), { force: true })

/** Ends the processes that a killed supervisor left behind; returns their names. */
export async function stopLeftovers(dataDir: string): Promise<string[]> {
  const left = (readRun(dataDir)?.processes ?? []).filter(({ pid, start }) => isAlive(pid) && startOf(pid) === start)
  for (const { pid } of left) await stopProcess(pid, '', ['SIGTERM', 'SIGKILL'], 10_000)
  forgetRun(dataDir)
  return left.map(({ name }) => name)
}
