import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#server/env.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { calendarVersion } from '#server/modules/setting/calendars.ts'
import { isMain, messageOf, runTool, say, seconds, step, ToolError } from '#server/tools/console.ts'
import { leaveLine } from '#server/tools/last-line.ts'
import { ownerUrlOrExplain } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'
import { pinnedNode, projectRoot } from '#server/tools/project.ts'
import { refuseTooLarge, refuseUnfit, todayOf } from './may-fill.ts'
import { wantedOf } from './options.ts'
import { calendarIdOf, fillProvince, YEARS } from './province.ts'
import type { Recording } from './record.ts'
import { recordedLives } from './recordings.ts'

// `npm run generate -- --dossiers N --seed S`: fills a demo database with a believable province.

const PROCEDURES = 1_950

/** Made-up procedures beside the real ones, so that search and lists meet as many as a province has. */
async function fillCatalogue(ownerUrl: string, seed: number): Promise<number> {
  const countOf = () =>
    withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM "Procedure"')
      return rows[0]?.n ?? 0
    })
  const missing = PROCEDURES - (await countOf())
  if (missing <= 0) return countOf()
  const tool = ['server/tools/run.mjs', 'server/tools/procedures-generate.ts', '--count', String(missing), '--seed', String(seed)]
  const done = spawnSync(pinnedNode, tool, { cwd: projectRoot, encoding: 'utf8' })
  if (done.status !== 0) throw new ToolError(`the catalogue could not be filled: ${done.stderr.trim()}`)
  return countOf()
}

/** One root over all chains, from which the worker goes on; else it would publish each day of five years. */
const anchor = (until: string) =>
  publishChainRoot(new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10))

/** Nothing lies ahead of the clock, and there is a year at least that the calendar knows. */
async function refuseOtherTimes(until: string, today: string, recordings: readonly Recording[]): Promise<void> {
  if (until > today) throw new ToolError(`--until ${until} lies ahead: this installation is at ${today}.`)
  const { knownFrom } = await calendarVersion(calendarIdOf(recordings))
  const first = `${Number(knownFrom.slice(0, 4)) + 1}${knownFrom.slice(4, 10)}`
  if (until < first)
    throw new ToolError(
      `--until ${until} is too early: the calendar knows the days off since ${knownFrom}, so ${first} is the first day.`,
    )
}

const isAway = (error: unknown) =>
  /ECONNREFUSED/.test(messageOf(error)) || (error instanceof AggregateError && error.errors.length > 0)

async function installationOf(): Promise<{ ownerUrl: string; today: string }> {
  const ownerUrl = ownerUrlOrExplain()
  try {
    return { ownerUrl, today: await todayOf(ownerUrl) }
  } catch (error) {
    if (!isAway(error)) throw error
    throw new ToolError('The database does not answer. What to do: `npm run up -- --detach`, then again.')
  }
}

async function main(): Promise<number> {
  const wanted = wantedOf(process.argv.slice(2))
  const { dossiers, seed } = wanted
  const { ownerUrl, today } = await installationOf()
  const until = wanted.until ?? today
  await refuseUnfit(ownerUrl, today)
  await refuseTooLarge(dossiers, env.MOCUA_DATA_DIR)
  const { recordings, filesFolder } = await step(
    'recorded lives',
    () => recordedLives(say),
    (found) =>
      `${found.recordings.length} recordings of ${new Set(found.recordings.map((each) => each.procedureCode)).size} procedures`,
  )
  await refuseOtherTimes(until, today, recordings)
  await step(
    'catalogue',
    () => fillCatalogue(ownerUrl, seed),
    (n) => `${n} procedures`,
  )
  cpSync(filesFolder, join(env.MOCUA_DATA_DIR, 'files'), { recursive: true, force: false })
  say(`==> ${dossiers.toLocaleString('en')} dossiers of ${YEARS} years until ${until}, seed ${seed}`)
  let told = performance.now()
  const filled = await fillProvince(recordings, {
    ownerUrl,
    dossiers,
    seed,
    until,
    onProgress: (made, rows) => {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(`    ${made.toLocaleString('en')} dossiers, ${rows.toLocaleString('en')} rows`)
    },
    // midnight may have passed, and the worker has its turn then
    mayKeep: () => refuseUnfit(ownerUrl, today),
  })
  const rate = Math.round((1_000 * filled.rows) / filled.ms).toLocaleString('en')
  say(`    ${filled.open} open, ${filled.rows} rows, ${filled.agencies} agencies, ${filled.staff} staff`)
  say(`    ${seconds(filled.ms)}, ${rate} rows/s`)
  await step('chain root', () => anchor(until))
  const line = `generate: ${filled.dossiers} dossiers, ${filled.events} events`
  leaveLine('generate', line, [
    `seed ${seed}, until ${until}: ${filled.open} open, ${filled.rows} rows, ${filled.agencies} agencies, ${filled.staff} staff, ${rate} rows/s`,
  ])
  say(line)
  return 0
}

if (isMain(import.meta.url)) {
  await runTool(main)
  // the pool of connections would keep the process alive, also after a failure
  process.exit()
}
