import { parseArgs } from 'node:util'
import type pg from 'pg'
import { definitionSchema } from '#workflows/procedure/definition.ts'
import { runTool, say, seconds, ToolError } from './console.ts'
import { type Base, variants } from './generated/variants.ts'
import { ownerUrlOrExplain } from './migrate.ts'
import { withClient } from './postgres.ts'

// `npm run procedures:generate -- --count 1950 --seed 1`: samples for search, exchange and measuring; `-- --remove` takes them away again.

const USAGE = 'procedures:generate -- [--count 1950] [--seed 1] | --remove'

function options() {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '1950' },
        seed: { type: 'string', default: '1' },
        remove: { type: 'boolean', default: false },
      },
    })
    const [count, seed] = [Number(values.count), Number(values.seed)]
    if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed) || seed < 0)
      throw new Error('count and seed are whole numbers')
    return { count, seed, remove: values.remove }
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

/** The real procedures in force, by code: what samples are made from. */
async function basesOf(client: pg.Client): Promise<Base[]> {
  const { rows } = await client.query<{ id: string; definition: unknown }>(
    `SELECT DISTINCT ON (v."procedureCode") v.id, v.definition FROM "ProcedureVersion" v
     WHERE NOT v.generated AND v."effectiveFrom" <= (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
     ORDER BY v."procedureCode", v.version DESC`,
  )
  if (rows.length === 0) throw new ToolError('There are no real procedures to vary. What to do: npm run db:seed')
  return rows.map(({ id, definition }) => ({ id, definition: definitionSchema.parse(definition) }))
}

/** What somebody has filed for stays: a dossier keeps its version. */
async function removeUnused(client: pg.Client): Promise<{ removed: number; kept: number }> {
  await client.query(
    `DELETE FROM "ProcedureVersion" v WHERE v.generated
       AND v.id <> ALL (ARRAY(SELECT d."procedureVersionId" FROM "Dossier" d WHERE d."procedureCode" LIKE '9.%'))
       AND v.id <> ALL (ARRAY(SELECT d."procedureVersionId" FROM "Draft" d WHERE d."procedureVersionId" LIKE '9.%'))`,
  )
  const { rowCount } = await client.query(
    `DELETE FROM "Procedure" p WHERE p.code LIKE '9.%' AND NOT EXISTS (SELECT 1 FROM "ProcedureVersion" v WHERE v."procedureCode" = p.code)`,
  )
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "ProcedureVersion" WHERE generated`)
  return { removed: rowCount ?? 0, kept: rows[0]?.n ?? 0 }
}

/** Only what differs goes over the line; the database puts it over the real definition. */
async function load(client: pg.Client, made: ReturnType<typeof variants>): Promise<number> {
  await client.query(
    `INSERT INTO "Procedure" (code, "nameVi", "nameEn", "fieldVi", level, "lifeEvents", synonyms, search, popularity)
     SELECT code, "nameVi", "nameEn", "fieldVi", level, "lifeEvents", synonyms, search, 0
     FROM json_populate_recordset(NULL::"Procedure", $1) ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(made.map(({ procedure }) => procedure))],
  )
  const { rowCount } = await client.query(
    `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom", "effectiveTo")
     SELECT r.id, r."procedureCode", r.version, b.definition || r.change, r.sha256, r."effectiveFrom", NULL
     FROM json_to_recordset($1) AS r (id text, "procedureCode" text, version int, "baseId" text, change jsonb, sha256 text, "effectiveFrom" date)
     JOIN "ProcedureVersion" b ON b.id = r."baseId" ON CONFLICT (id) DO NOTHING`,
    [
      JSON.stringify(
        made.map(({ baseId, change, version: { id, procedureCode, version, sha256, effectiveFrom } }) => ({
          id,
          procedureCode,
          version,
          baseId,
          change,
          sha256,
          effectiveFrom,
        })),
      ),
    ],
  )
  return rowCount ?? 0
}

await runTool(async () => {
  const { count, seed, remove } = options()
  const started = performance.now()
  return withClient(ownerUrlOrExplain(), async (client) => {
    const { rows } = await client.query(`SELECT 1 FROM "Setting" WHERE key = 'demo' AND value = 'true'::jsonb`)
    if (rows.length === 0) throw new ToolError('This is not a demo database: samples among real procedures would mislead people.')
    await client.query('BEGIN')
    try {
      const { removed, kept } = await removeUnused(client)
      if (remove) {
        await client.query('COMMIT')
        say(`procedures:generate: ${removed} removed, ${kept} kept because somebody has filed for them`)
        return 0
      }
      const made = variants(await basesOf(client), count, seed)
      const loaded = await load(client, made)
      await client.query('COMMIT')
      await client.query('ANALYZE "Procedure", "ProcedureVersion"')
      say(`procedures:generate: ${loaded} loaded, ${kept} kept from before (${seconds(performance.now() - started)})`)
      return 0
    } catch (error) {
      await client.query('ROLLBACK')
      if (error instanceof RangeError) throw new ToolError(`--count ${count}: ${error.message}`)
      throw error
    }
  })
})
