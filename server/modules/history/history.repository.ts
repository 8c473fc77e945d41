import 'server-only'
import { db, prepared } from '#server/db.ts'
import type { HashedEvent } from '../dossier/history.ts'

export interface StoredHistory {
  homeAgencyId: string
  id: string
  code: string
  state: unknown
  stateHash: string
  lastSeq: number
  lastHash: string
  revision: number
  events: HashedEvent[]
  sealed: { key: string; salt: string; body: unknown }[]
  forms: { id: string; version: number; json: unknown; sha256: string }[]
}

const BATCH = 500

type HistoryHead = Omit<StoredHistory, 'events' | 'sealed' | 'forms'> & { openedMonth: string }

const HEAD = `d."homeAgencyId", to_char(d."openedMonth", 'YYYY-MM-DD') AS "openedMonth", d.id, d.code, d.state, d."stateHash", d."lastSeq",
  d."lastHash", d.revision`
const BY_CODE = `SELECT ${HEAD} FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.code = $1`
const NEXT = `SELECT ${HEAD} FROM "Dossier" d WHERE (d."homeAgencyId", d.id) > ($1, $2) ORDER BY d."homeAgencyId", d.id LIMIT ${BATCH}`
/** `at` as PostgreSQL writes it: a pattern for each of millions of rows cost a fifth of reading them. */
const EVENTS = `SELECT e."dossierId", e.seq, e.stream, e.type, e.payload,
    e.facts, e."sealedHash", e."actorId", e."onBehalfOfId", e.channel, e."requestId", e."procedureVersionId", e."shellVersion",
    (e.at AT TIME ZONE 'UTC')::text AS at, e."stateHash", e."prevHash", e.hash
  FROM unnest($1::text[], $2::date[], $3::text[]) AS d(home, month, id)
  JOIN "DossierEvent" e ON e."homeAgencyId" = d.home AND e."openedMonth" = d.month AND e."dossierId" = d.id`
const SEALED = `SELECT d.id, s.key, encode(s.salt, 'hex') AS salt, s.body
  FROM unnest($1::text[], $2::text[], $3::int[]) AS d(home, id, last) CROSS JOIN LATERAL generate_series(1, d.last) AS seq
  JOIN "EventSealed" s ON s."homeAgencyId" = d.home AND s.key = d.id || ':' || seq`
const FORMS = `SELECT f."dossierId", f.id, f.version, f.json, f.sha256 FROM unnest($1::text[], $2::text[]) AS d(home, id)
  JOIN "FormData" f ON f."homeAgencyId" = d.home AND f."dossierId" = d.id`

/** "2026-11-23 02:05:00.12" as "2026-11-23T02:05:00.120Z"; the column holds milliseconds, and zeros at the end are left out. */
const isoOf = (text: string) =>
  `${text.slice(0, 10)}T${text.length === 19 ? `${text.slice(11)}.000` : text.slice(11).padEnd(12, '0')}Z`

/** What lies beside each dossier, each table once: rows come as they are, nothing is wrapped into JSON to be taken apart again. */
async function withChains(heads: readonly HistoryHead[]): Promise<StoredHistory[]> {
  const [homes, ids] = [heads.map(({ homeAgencyId }) => homeAgencyId), heads.map(({ id }) => id)]
  const months = heads.map(({ openedMonth }) => openedMonth)
  const lasts = heads.map(({ lastSeq }) => lastSeq)
  const [events, sealed, forms] = await Promise.all([
    prepared<HashedEvent>('history-events', EVENTS, [homes, months, ids]),
    prepared<StoredHistory['sealed'][number] & { id: string }>('history-sealed', SEALED, [homes, ids, lasts]),
    prepared<StoredHistory['forms'][number] & { dossierId: string }>('history-forms', FORMS, [homes, ids]),
  ])
  const histories = new Map(
    heads.map(({ openedMonth: _, ...head }): [string, StoredHistory] => [
      head.id,
      { ...head, events: [], sealed: [], forms: [] },
    ]),
  )
  for (const event of events) {
    event.at = isoOf(event.at)
    histories.get(event.dossierId)?.events.push(event)
  }
  for (const { id, ...row } of sealed) histories.get(id)?.sealed.push(row)
  for (const { dossierId, ...row } of forms) histories.get(dossierId)?.forms.push(row)
  for (const history of histories.values()) history.events.sort((a, b) => a.seq - b.seq)
  return [...histories.values()]
}

/** One dossier with its whole chain. */
export async function findHistory(code: string): Promise<StoredHistory | null> {
  const [history] = await withChains(await prepared<HistoryHead>('history-by-code', BY_CODE, [code]))
  return history ?? null
}

/** Every dossier with its whole chain, a batch at a time: memory stays flat at ten million. */
export async function* histories(): AsyncGenerator<StoredHistory> {
  let after = { homeAgencyId: '', id: '' }
  for (;;) {
    const heads = await prepared<HistoryHead>('history-next', NEXT, [after.homeAgencyId, after.id])
    yield* await withChains(heads)
    const last = heads.at(-1)
    if (!last) return
    after = { homeAgencyId: last.homeAgencyId, id: last.id }
  }
}

export const listChainRoots = () => db.chainRoot.findMany({ orderBy: { day: 'asc' }, take: 5000 })

export interface Head {
  dossierId: string
  seq: number
  hash: string
}
const HEADS_AT_ONCE = 1_000
const HEADS = `SELECT l.id AS "dossierId", e.seq, e.hash
  FROM (SELECT id, "homeAgencyId" FROM "DossierLocator" WHERE id > $1 ORDER BY id LIMIT ${HEADS_AT_ONCE}) l
  JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
  LEFT JOIN LATERAL (SELECT e.seq, e.hash FROM "DossierEvent" e WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth"
    AND e."dossierId" = d.id AND e.at < $2::timestamptz ORDER BY e.seq DESC LIMIT 1) e ON true
  ORDER BY l.id`

/** Heads of all chains at the end of a civil day, by dossier: what that day's root stands for. A thousand at a time, so memory stays flat. */
export async function* headsAt(until: Date): AsyncGenerator<Head> {
  let after = ''
  for (;;) {
    const rows = await prepared<Head | { dossierId: string; seq: null; hash: null }>('history-heads', HEADS, [after, until])
    for (const row of rows) if (row.seq !== null) yield row
    const last = rows.at(-1)
    if (!last) return
    after = last.dossierId
  }
}

export const insertChainRoot = (day: Date, root: string, heads: number) => db.$executeRaw`
  INSERT INTO "ChainRoot" (day, root, heads, "publishedAt") VALUES (${day}::date, ${root}, ${heads}, app_now()) ON CONFLICT (day) DO NOTHING`

/** What stands in a chain and beside it, as hashes only. */
export interface ChainOfDossier {
  procedureCode: string
  procedureVersionId: string
  hashes: string[]
  data: string[]
  papers: string[]
  documents: string[]
}

export async function findChain(code: string): Promise<ChainOfDossier | null> {
  const [row] = await db.$queryRaw<ChainOfDossier[]>`
    SELECT d."procedureCode", d."procedureVersionId",
      ARRAY(SELECT e.hash FROM "DossierEvent" e WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth"
        AND e."dossierId" = d.id ORDER BY e.seq) AS hashes,
      ARRAY(SELECT 'v' || f.version || ':' || f.sha256 FROM "FormData" f WHERE f."homeAgencyId" = d."homeAgencyId" AND f."dossierId" = d.id) AS data,
      ARRAY(SELECT s.sha256 FROM "DossierPaper" p JOIN "StoredFile" s ON s.id = p."fileId"
        WHERE p."homeAgencyId" = d."homeAgencyId" AND p."dossierId" = d.id) AS papers,
      ARRAY(SELECT i.form || ' ' || i.number || ' ' || i.sha256 FROM "IssuedDocument" i
        WHERE i."homeAgencyId" = d."homeAgencyId" AND i."dossierId" = d.id) AS documents
    FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.code = ${code}`
  return row ?? null
}
