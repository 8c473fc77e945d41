import type pg from 'pg'
import { FAMILIES, GIVENS, MIDDLES } from '#tests/province/names.ts'

// Many times as many dossiers out of those that a province was filled with: made by the database, for measuring how questions grow. Ids, codes,
// secrets, people and names are new, wards and days stay, so each ward has as many times more. Ended copies bring what lists, tracking and
// searching read (dossier, locator, people, work) and their first event; open ones bring all that a change reads or writes.

/** Of every dossier. */
const ALWAYS = ['Dossier', 'DossierLocator', 'DossierParty', 'WorkItem', 'DossierEvent'] as const
/** Of dossiers that are still open. */
const OF_OPEN = [
  'Timer',
  'ClockSegment',
  'FeeDue',
  'FormData',
  'DossierPaper',
  'SupplementRequest',
  'Command',
  'OutboxMessage',
] as const

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const listed = (words: readonly string[]) => `(ARRAY[${words.map(literal).join(',')}])`
const drawn = (words: readonly string[], from: string, shift: number) =>
  `${listed(words)}[1 + ((${from} >> ${shift}) & 65535) % ${words.length}]`

const id = (column: string) => `md5(${column} || copy.nr)::uuid::text`
/** The same person of the same copy is the same new person. */
const who = `hashtextextended(coalesce(t."accountId", t."dossierId"), copy.nr)`
const name = `CASE WHEN ${who} & 1 = 0
  THEN ${drawn(FAMILIES, who, 1)} || ' ' || ${drawn(MIDDLES[0], who, 17)} || ' ' || ${drawn(GIVENS[0], who, 33)}
  ELSE ${drawn(FAMILIES, who, 1)} || ' ' || ${drawn(MIDDLES[1], who, 17)} || ' ' || ${drawn(GIVENS[1], who, 33)} END`
const later = (column: string) => `${column} + make_interval(secs => copy.nr * 37 % 3600)`

const CHANGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Dossier: {
    id: id('t.id'),
    code: `t.code || '.' || copy.nr`,
    lookupSecret: `upper(substr(md5(t."lookupSecret" || copy.nr), 1, 12))`,
    foreignCode: 'NULL',
    openedAt: later('t."openedAt"'),
    receivedAt: later('t."receivedAt"'),
    updatedAt: later('t."updatedAt"'),
    endedAt: later('t."endedAt"'),
  },
  DossierLocator: { id: id('t.id'), code: `t.code || '.' || copy.nr`, foreignCode: 'NULL' },
  DossierParty: {
    dossierId: id('t."dossierId"'),
    accountId: `md5(t."accountId" || copy.nr)::uuid::text`,
    personalId: `lpad((${who} & 1099511627775)::text, 12, '0')`,
    fullName: name,
    techId: `t."techId" || '.' || copy.nr`,
    openedAt: later('t."openedAt"'),
  },
  WorkItem: { dossierId: id('t."dossierId"'), dueAt: later('t."dueAt"') },
  Timer: { dossierId: id('t."dossierId"'), dueAt: later('t."dueAt"') },
}

export interface Multiplied {
  dossiers: number
  seconds: number
}

export interface HowMany {
  /** Ended copies are read by lists only and carry no state: ten million have to fit on a disk. */
  isLight?: boolean
  onProgress?: (what: string) => void
}

/** Keys and indexes of whole tables are made anew afterwards, in one go instead of row by row; so every key is proven again, too. */
async function withoutIndexes(
  client: pg.Client,
  tables: readonly string[],
  onProgress: (what: string) => void,
  work: () => Promise<void>,
) {
  const { rows } = await client.query<{ name: string; drop: string; make: string }>(
    `SELECT k.relname AS name,
       CASE WHEN c.oid IS NULL THEN format('DROP INDEX %I', k.relname)
         ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END AS drop,
       CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
         ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) END AS make
     FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY ($1) AND t.relkind = 'r' ORDER BY t.relname, c.conname`,
    [tables],
  )
  for (const { drop } of rows) await client.query(drop)
  await work()
  for (const { name, make } of rows) {
    await client.query(make)
    onProgress(name)
  }
}

async function copyRows(
  client: pg.Client,
  table: string,
  times: number,
  condition: string,
  changed: Readonly<Record<string, string>>,
) {
  const { rows } = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`"${table}"`],
  )
  const dossier = rows.some(({ column }) => column === 'dossierId') ? 't."dossierId"' : 't.id'
  const chosen = rows.map(({ column }) => changed[column] ?? `t."${column}"`)
  const { rows: months } = await client.query<{ month: string }>('SELECT DISTINCT month::text FROM base ORDER BY 1')
  // an emptied table of this very transaction needs no log of what is written into it (wal_level minimal)
  await client.query(`CREATE TEMP TABLE model ON COMMIT DROP AS SELECT * FROM "${table}"; ANALYZE model; TRUNCATE "${table}"`)
  await client.query(`INSERT INTO "${table}" SELECT * FROM model`)
  // Month by month and copy by copy, as they would have come in: rows of one time lie together, those of one ward do not. Only the narrow rows
  // are sorted; the wide ones are looked up for each.
  for (const { month } of months)
    await client.query(
      `INSERT INTO "${table}" (${rows.map(({ column }) => `"${column}"`).join(', ')})
       SELECT ${chosen.join(', ')} FROM (SELECT nr, base.* FROM generate_series(1, ${times}) nr, base WHERE month = '${month}' ORDER BY nr) AS copy
         JOIN model t ON ${dossier} = copy.id WHERE ${condition}`,
    )
  await client.query('DROP TABLE model')
}

/** Every dossier so many times more. */
export async function multiply(
  client: pg.Client,
  times: number,
  { isLight = false, onProgress = () => undefined }: HowMany = {},
): Promise<Multiplied> {
  const begin = performance.now()
  // a superuser's short way past triggers and checks, which the copies fulfil
  await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'`)
  await client.query('BEGIN')
  await client.query(`CREATE TEMP TABLE base AS SELECT id, "openedMonth" AS month, "endedAt" IS NULL AS open FROM "Dossier"`)
  await client.query('ALTER TABLE base ADD PRIMARY KEY (id); ANALYZE base')
  const conditions: Record<string, string> = {
    DossierParty: isLight ? `(t.kind = 'OWNER' OR copy.open)` : 'TRUE',
    WorkItem: isLight ? 'copy.open' : 'TRUE',
    DossierEvent: isLight ? 'copy.open' : '(t.seq = 1 OR copy.open)',
  }
  const state: Readonly<Record<string, string>> = isLight ? { state: `CASE WHEN copy.open THEN t.state ELSE '{}' END` } : {}
  await withoutIndexes(client, [...ALWAYS, ...OF_OPEN], onProgress, async () => {
    for (const table of [...ALWAYS, ...OF_OPEN]) {
      const isAlways = ALWAYS.some((each) => each === table)
      const changed = CHANGED[table] ?? { dossierId: id('t."dossierId"') }
      await copyRows(
        client,
        table,
        times,
        isAlways ? (conditions[table] ?? 'TRUE') : 'copy.open',
        table === 'Dossier' ? { ...changed, ...state } : changed,
      )
      onProgress(table)
    }
  })
  await client.query('DROP TABLE base; COMMIT; RESET session_replication_role')
  await client.query('VACUUM ANALYZE')
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "Dossier"`)
  return { dossiers: rows[0]?.n ?? 0, seconds: (performance.now() - begin) / 1_000 }
}
