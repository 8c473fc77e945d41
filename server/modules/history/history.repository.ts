import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { EventRow } from '../dossier/history.ts'

export interface StoredHistory {
  homeAgencyId: string
  id: string
  code: string
  state: unknown
  stateHash: string
  lastSeq: number
  lastHash: string
  revision: number
  events: EventRow[]
  sealed: { key: string; salt: string; body: unknown }[]
  forms: { id: string; version: number; json: unknown; sha256: string }[]
}

const BATCH = 200

const columns = Prisma.sql`d."homeAgencyId", d.id, d.code, d.state, d."stateHash", d."lastSeq", d."lastHash", d.revision,
        coalesce((SELECT jsonb_agg(to_jsonb(e) || jsonb_build_object('at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            ORDER BY e.seq) FROM "DossierEvent" e
          WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth" AND e."dossierId" = d.id), '[]') AS events,
        coalesce((SELECT jsonb_agg(jsonb_build_object('key', s.key, 'salt', encode(s.salt, 'hex'), 'body', s.body)) FROM "EventSealed" s
          WHERE s."homeAgencyId" = d."homeAgencyId" AND s.key = ANY (SELECT d.id || ':' || g FROM generate_series(1, d."lastSeq") g)), '[]') AS sealed,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'version', f.version, 'json', f.json, 'sha256', f.sha256)) FROM "FormData" f
          WHERE f."homeAgencyId" = d."homeAgencyId" AND f."dossierId" = d.id), '[]') AS forms`

/** One dossier with its whole chain. */
export async function findHistory(code: string): Promise<StoredHistory | null> {
  const [row] = await db.$queryRaw<StoredHistory[]>`
    SELECT ${columns} FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.code = ${code}`
  return row ?? null
}

/** Every dossier with its whole chain, a batch at a time: memory stays flat at ten million. */
export async function* histories(): AsyncGenerator<StoredHistory> {
  let after = { homeAgencyId: '', id: '' }
  for (;;) {
    const rows = await db.$queryRaw<StoredHistory[]>`
      SELECT ${columns} FROM "Dossier" d WHERE (d."homeAgencyId", d.id) > (${after.homeAgencyId}, ${after.id})
      ORDER BY d."homeAgencyId", d.id LIMIT ${BATCH}`
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = { homeAgencyId: last.homeAgencyId, id: last.id }
  }
}

export const listChainRoots = () => db.chainRoot.findMany({ orderBy: { day: 'asc' }, take: 5000 })

/** Heads of all chains at the end of a civil day: what that day's root stands for. */
export const headsAt = (until: Date) => db.$queryRaw<{ dossierId: string; seq: number; hash: string }[]>`
  SELECT DISTINCT ON (e."dossierId") e."dossierId", e.seq, e.hash FROM "DossierEvent" e WHERE e.at < ${until}
  ORDER BY e."dossierId", e.seq DESC`

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
