import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { env } from '#server/env.ts'
import { civilDay } from '#server/modules/dossier/form-facts.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { isMain, runTool, say, seconds, step, ToolError } from '#server/tools/console.ts'
import { ownerUrlOrExplain } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'
import { pinnedNode, projectRoot } from '#server/tools/project.ts'
import { fillProvince } from './province.ts'
import { recordedLives } from './recordings.ts'

// `npm run generate -- --dossiers N --seed S`: fills a demo database with a believable province.

const USAGE = 'npm run generate -- --dossiers <1 to 20000000> --seed <whole number> [--until YYYY-MM-DD]'
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

/** Chains that are older than the last published root would look as if they had been smuggled in: one root over all of them takes its place. */
async function anchor(ownerUrl: string, until: string): Promise<void> {
  const day = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  await withClient(ownerUrl, (client) => client.query('DELETE FROM "ChainRoot"'))
  await publishChainRoot(day)
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      dossiers: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: civilDay(new Date().toISOString(), 'Asia/Ho_Chi_Minh') },
    },
  })
  const { until } = values
  const [dossiers, seed] = [Number(values.dossiers), Number(values.seed)]
  if (
    !Number.isInteger(dossiers) ||
    dossiers < 1 ||
    dossiers > 20_000_000 ||
    !Number.isSafeInteger(seed) ||
    seed < 0 ||
    !z.iso.date().safeParse(until).success
  )
    throw new ToolError(`usage: ${USAGE}`)
  const ownerUrl = ownerUrlOrExplain()
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(`SELECT 1 FROM "Setting" WHERE key = 'demo' AND value = 'true'::jsonb`)
    if (rows.length === 0) throw new ToolError('This is not a demo database: made-up people among real ones would be a lie.')
    const { rows: before } = await client.query(`SELECT 1 FROM "Account" WHERE "techId" LIKE 'MAU-' || $1 || '-%' LIMIT 1`, [
      seed,
    ])
    if (before.length > 0)
      throw new ToolError(`A province of seed ${seed} is here already. What to do: another --seed, or a new database.`)
  })
  const { recordings, filesFolder } = await step(
    'recorded lives',
    () => recordedLives(say),
    (found) =>
      `${found.recordings.length} recordings of ${new Set(found.recordings.map((each) => each.procedureCode)).size} procedures`,
  )
  await step(
    'catalogue',
    () => fillCatalogue(ownerUrl, seed),
    (n) => `${n} procedures`,
  )
  cpSync(filesFolder, join(env.MOCUA_DATA_DIR, 'files'), { recursive: true, force: false })
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
  })
  const rate = Math.round((1_000 * filled.rows) / filled.ms).toLocaleString('en')
  say(
    `    ${filled.open} open, ${filled.rows} rows, ${filled.agencies} agencies, ${filled.staff} staff; seed ${seed}, until ${until}`,
  )
  say(`    ${seconds(filled.ms)}, ${rate} rows/s`)
  await step('chain root', () => anchor(ownerUrl, until))
  say(`generate: ${filled.dossiers} dossiers, ${filled.events} events`)
  process.exit(0)
}

if (isMain(import.meta.url)) await runTool(main)
