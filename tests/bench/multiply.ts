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

interface Index {
  name: string
  statement: string
}

/** Indexes that no constraint needs are made anew afterwards, in one go instead of row by row. */
async function withoutIndexes(client: pg.Client, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<Index>(
    `SELECT quote_ident(k.relname) AS name, pg_get_indexdef(i.indexrelid) AS statement
     FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY ($1) AND t.relkind = 'r'
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`,
    [tables],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  await work()
  for (const { statement } of rows) await client.query(statement)
}

async function copyRows(client: pg.Client, table: string, times: number, condition: string): Promise<void> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`"${table}"`],
  )
  const changed = CHANGED[table] ?? { dossierId: id('t."dossierId"') }
  const chosen = rows.map(({ column }) => changed[column] ?? `t."${column}"`)
  await client.query(
    `INSERT INTO "${table}" (${rows.map(({ column }) => `"${column}"`).join(', ')})
     SELECT ${chosen.join(', ')} FROM generate_series(1, ${times}) AS copy(nr), "${table}" t WHERE ${condition}`,
  )
}

const isOpen = `EXISTS (SELECT 1 FROM base b WHERE b.id = t."dossierId" AND b.open)`

/** Every dossier so many times more. `isLight`: ended copies are read by lists only (ten million have to fit on a disk). */
export async function multiply(client: pg.Client, times: number, { isLight = false } = {}): Promise<Multiplied> {
  const begin = performance.now()
  // a superuser's short way past triggers and checks, which the copies fulfil
  await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'`)
  await client.query(`CREATE TEMP TABLE base AS SELECT id, "endedAt" IS NULL AS open FROM "Dossier"`)
  await client.query('ALTER TABLE base ADD PRIMARY KEY (id); ANALYZE base')
  const conditions: Record<string, string> = {
    Dossier: 'TRUE',
    DossierLocator: 'TRUE',
    DossierParty: isLight ? `t.kind = 'OWNER' OR ${isOpen}` : 'TRUE',
    WorkItem: isLight ? isOpen : 'TRUE',
    DossierEvent: isLight ? isOpen : `t.seq = 1 OR ${isOpen}`,
  }
  await withoutIndexes(client, [...ALWAYS, ...OF_OPEN], async () => {
    for (const table of ALWAYS) await copyRows(client, table, times, conditions[table] ?? 'TRUE')
    for (const table of OF_OPEN) await copyRows(client, table, times, isOpen)
  })
  await client.query('DROP TABLE base; RESET session_replication_role')
  await client.query('VACUUM ANALYZE')
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "Dossier"`)
  return { dossiers: rows[0]?.n ?? 0, seconds: (performance.now() - begin) / 1_000 }
}
