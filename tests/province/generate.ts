import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { env } from '#server/env.ts'
import { isMain, runTool, say, seconds, step, ToolError } from '#server/tools/console.ts'
import { ownerUrlOrExplain } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'
import { fillProvince } from './province.ts'
import { recordedLives } from './recordings.ts'

// `npm run generate -- --dossiers N --seed S`: fills a demo database with a believable province.

const USAGE = 'npm run generate -- --dossiers <1 to 20000000> --seed <whole number>'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { dossiers: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  })
  const [dossiers, seed] = [Number(values.dossiers), Number(values.seed)]
  if (!Number.isInteger(dossiers) || dossiers < 1 || dossiers > 20_000_000 || !Number.isSafeInteger(seed) || seed < 0)
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
  cpSync(filesFolder, join(env.MOCUA_DATA_DIR, 'files'), { recursive: true, force: false })
  let told = performance.now()
  const filled = await fillProvince(recordings, {
    ownerUrl,
    dossiers,
    seed,
    onProgress: (made, rows) => {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(`    ${made.toLocaleString('en')} dossiers, ${rows.toLocaleString('en')} rows`)
    },
  })
  const rate = Math.round((1_000 * filled.rows) / filled.ms).toLocaleString('en')
  say(
    `generate: ${filled.dossiers} dossiers (${filled.open} open), ${filled.rows} rows, ${filled.staff} staff, seed ${seed} (${seconds(filled.ms)}, ${rate} rows/s)`,
  )
  process.exit(0)
}

if (isMain(import.meta.url)) await runTool(main)
