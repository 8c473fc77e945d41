import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { runTool, say } from './console.ts'
import { stopLeftPostgres } from './postgres.ts'
import { isAlive, stopProcess } from './process-life.ts'
import { readRun, stopLeftovers } from './run-record.ts'

/** The supervisor stops its processes in order; that may take as long as the slowest request. */
const PATIENCE_MS = 90_000

await runTool(async () => {
  const dataDir = resolve(process.env.MOCUA_DATA_DIR || '.data')
  const run = readRun(dataDir)
  const supervises = run !== null && isAlive(run.supervisor, 'up.ts')
  if (supervises) await stopProcess(run.supervisor, 'up.ts', ['SIGTERM'], PATIENCE_MS)
  const left = existsSync(dataDir) ? await stopLeftovers(dataDir) : []
  if (existsSync(dataDir) && (await stopLeftPostgres(dataDir))) left.push('PostgreSQL')
  const what = supervises
    ? 'stopped'
    : left.length > 0
      ? `stopped what a killed start left behind: ${left.join(', ')}`
      : 'nothing was running'
  say(`${what} (${dataDir})`)
  return 0
})
