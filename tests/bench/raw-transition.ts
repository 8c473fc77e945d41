import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { findPgbench } from '#server/tools/machine.ts'

// One change of a dossier as bare SQL: lock and read, event, row, outbox line. Six statements on tables of their own that have the columns and
// indexes of the real ones, with the words of real rows; no question who may, no machine, no hash, no projection, no memory of the command.

const KEY = `"homeAgencyId" = :agency AND id = 'raw-' || :n::text`
const STATEMENTS = [
  'BEGIN',
  `SELECT revision + 1 AS next, state, "lastHash" FROM raw_dossier WHERE ${KEY} FOR UPDATE`,
  `INSERT INTO raw_event ("homeAgencyId", "openedMonth", "dossierId", seq, stream, type, payload, facts, "actorId", channel, "requestId",
    "procedureVersionId", "shellVersion", at, "stateHash", "prevHash", hash)
   VALUES (:agency, :month, 'raw-' || :n::text, :next, 'DOSSIER', 'COMPLETE_STEP', :payload, :facts, 'account', 'WEB', 'raw-' || :n::text,
    'version', 2, now(), :hash, :hash, :hash)`,
  `UPDATE raw_dossier SET state = :state, "stateHash" = :hash, revision = :next, "lastSeq" = :next, "lastHash" = :hash, "shellState" = 'processing',
    "currentSteps" = '{check}', "legalDueAt" = now(), "promisedDueAt" = now(), "updatedAt" = now() WHERE ${KEY}`,
  `INSERT INTO raw_outbox ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
   VALUES (:agency, :month, 'raw-' || :n::text, 'PORTAL', :next, :next, 'progressPortal', :outbox, 'WAITING', now(), now())`,
  'COMMIT',
]

/** The same words for every row: those of rows that real changes left behind. */
type Words = Record<'agency' | 'month' | 'payload' | 'facts' | 'state' | 'outbox' | 'hash', string>

export interface Raw {
  url: string
  words: Words
  count: number
}

/** After some real changes: what they wrote gives the rows their size. */
export async function makeRaw(client: pg.Client, url: string): Promise<Raw> {
  await client.query(`
    CREATE TABLE raw_dossier (LIKE "Dossier" INCLUDING ALL);
    CREATE TABLE raw_event (LIKE "DossierEvent" INCLUDING ALL);
    CREATE TABLE raw_outbox (LIKE "OutboxMessage" INCLUDING ALL);
    INSERT INTO raw_dossier SELECT * FROM "Dossier";
    UPDATE raw_dossier r SET id = 'raw-' || x.n FROM (SELECT id, row_number() OVER () AS n FROM raw_dossier) x WHERE x.id = r.id`)
  await client.query('VACUUM FULL ANALYZE raw_dossier')
  const middle = (table: string, column: string) =>
    `(SELECT ${column}::text FROM "${table}" ORDER BY length(${column}::text) OFFSET (SELECT count(*) / 2 FROM "${table}") LIMIT 1)`
  const changed = `(SELECT state::text FROM "Dossier" WHERE revision > 3 ORDER BY length(state::text)
    OFFSET (SELECT count(*) / 2 FROM "Dossier" WHERE revision > 3) LIMIT 1)`
  const { rows } = await client.query<Words & { count: number }>(`
    SELECT d."homeAgencyId" AS agency, d."openedMonth"::text AS month, d."lastHash" AS hash, ${changed} AS state,
      ${middle('DossierEvent', 'payload')} AS payload, ${middle('DossierEvent', 'facts')} AS facts, ${middle('OutboxMessage', 'payload')} AS outbox,
      (SELECT count(*)::int FROM raw_dossier) AS count
    FROM "Dossier" d LIMIT 1`)
  const [row] = rows
  if (!row) throw new Error('no dossier to take words from')
  const { count, ...words } = row
  return { url, words, count }
}

const ACQUIRED = /number of transactions actually processed: (\d+)/
const RATE = /tps = ([\d.]+) \(without initial connection time\)/

function pgbench(program: string, { url, words, count }: Raw, more: string[], script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mocua-bench-'))
  const file = join(folder, 'transition.sql')
  writeFileSync(file, script)
  const defined = Object.entries({ ...words, count: String(count) }).flatMap(([name, value]) => ['-D', `${name}=${value}`])
  const child = spawn(program, ['-n', '-M', 'prepared', '-j', '2', '-f', file, ...defined, ...more, url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => {
      rmSync(folder, { recursive: true })
      if (code === 0) done(said)
      else failed(new Error(`pgbench ended with ${code}: ${said}`))
    })
  })
}

/** Runs them for some seconds by `pgbench`; null when the machine has none. Its own start is no part of the rate, but of what the server works. */
export async function pgbenchRound(
  raw: Raw,
  clients: number,
  seconds: number,
): Promise<{ count: number; perSecond: number } | null> {
  const program = findPgbench()
  if (program === null) return null
  const lines = STATEMENTS.map((text) => text.replaceAll(/\s*\n\s*/g, ' ')).map((text) =>
    text.startsWith('SELECT') ? `${text} \\gset` : `${text};`,
  )
  const script = ['\\set n random(1, :count)', ...lines, ''].join('\n')
  const said = await pgbench(program, raw, ['-c', String(clients), '-T', String(seconds)], script)
  return { count: Number(ACQUIRED.exec(said)?.[1]), perSecond: Number(RATE.exec(said)?.[1]) }
}

/** As many connections as a round opens, and nothing else. */
export async function pgbenchStart(raw: Raw, clients: number): Promise<void> {
  const program = findPgbench()
  if (program !== null) await pgbench(program, raw, ['-c', String(clients), '-t', '1'], '\\set n 1\n')
}

/** `:name` as the protocol wants it. */
function positional(text: string): { text: string; names: string[] } {
  const names: string[] = []
  const numbered = text.replaceAll(/(?<!:):([a-z]+)/g, (_, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text: numbered, names }
}

const named = STATEMENTS.map((text, n) => ({ name: `raw-${n}`, ...positional(text) }))

/** The same six statements by plain `pg`, prepared once a connection. */
export async function rawByPg(client: pg.Client, { words, count }: Raw): Promise<void> {
  const values: Record<string, string> = { ...words, n: String(1 + Math.floor(Math.random() * count)) }
  for (const { name, text, names } of named) {
    const { rows } = await client.query<{ next?: number }>({ name, text, values: names.map((each) => values[each]) })
    const next = rows[0]?.next
    if (next !== undefined) values.next = String(next)
  }
}
