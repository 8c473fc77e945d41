import { randomInt } from 'node:crypto'
import type pg from 'pg'

// Many dossiers out of a few real ones: the same rows again under other ids, made by the database. The chain of events stays behind: what is
// added to a copy continues the last hash of the dossier that it was made of.

/** What a change reads or writes beside the dossier itself. */
const BESIDE = ['WorkItem', 'ClockSegment', 'Timer', 'SupplementRequest', 'FeeDue', 'DossierPaper', 'DossierParty', 'FormData']

const ORIGINALS = 50

async function copyRows(
  client: pg.Client,
  table: string,
  changed: Readonly<Record<string, string>>,
  where: string,
  values: unknown[],
) {
  const { rows } = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`"${table}"`],
  )
  const names = rows.map(({ column }) => `"${column}"`)
  const chosen = rows.map(({ column }) => changed[column] ?? `t."${column}"`)
  await client.query(
    `INSERT INTO "${table}" (${names.join(', ')}) SELECT ${chosen.join(', ')} FROM "${table}" t, generate_series(1, $2::int) AS copy(nr)
     WHERE ${where} ORDER BY copy.nr`,
    values,
  )
}

/** At least so many more open dossiers. */
export async function copyOpenDossiers(client: pg.Client, count: number): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "Dossier" WHERE "endedAt" IS NULL ORDER BY id LIMIT ${ORIGINALS}`,
  )
  const values = (id: string) => [id, Math.ceil(count / rows.length)]
  // copies may be copied again; codes are read in capital letters
  const suffix = `'-${randomInt(1_000_000_000).toString(36).toUpperCase()}-' || copy.nr`
  const id = `$1::text || ${suffix}`
  const code = `t.code || ${suffix}`
  for (const row of rows) {
    await copyRows(client, 'DossierLocator', { id, code, foreignCode: 'NULL' }, 't.id = $1', values(row.id))
    const lookupSecret = `t."lookupSecret" || ${suffix}`
    await copyRows(client, 'Dossier', { id, code, lookupSecret, foreignCode: 'NULL' }, 't.id = $1', values(row.id))
    for (const table of BESIDE) await copyRows(client, table, { dossierId: id }, 't."dossierId" = $1', values(row.id))
  }
  await client.query('ANALYZE')
}
