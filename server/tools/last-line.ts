import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './project.ts'

// Every instrument leaves its last line in .out/last, for tests/QUALITY.md.

export const lastFolder = join(projectRoot, '.out/last')

export const lastLineSchema = z.object({
  at: z.string(),
  machine: z.string(),
  /** As it is printed: what was looked at, how often, and how many of it are bad. */
  line: z.string(),
  /** What stands above it. */
  details: z.array(z.string()),
})
export type LastLine = z.infer<typeof lastLineSchema>

/** Checks after somebody else's run speak of a small throwaway installation: they leave nothing. */
export const KEEPS_NOTHING = 'MOCUA_KEEPS_NO_LINE'

const isRefused = (error: unknown) =>
  error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))

export function leaveLine(name: string, line: string, details: readonly string[] = []): void {
  if (process.env[KEEPS_NOTHING]) return
  const models = cpus()
  const machine = `${models[0]?.model ?? 'unknown'}, ${models.length} cores, Node ${process.version}`
  const left: LastLine = { at: new Date().toISOString(), machine, line, details: [...details] }
  const file = join(lastFolder, `${name}.json`)
  try {
    mkdirSync(lastFolder, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(left)}\n`)
    renameSync(`${file}.${process.pid}`, file)
  } catch (error) {
    // an installation whose program folder may not be written to is checked all the same
    if (!isRefused(error)) throw error
  }
}
