import 'server-only'
import { inBatches } from '#server/batches.ts'
import { db, prepared } from '#server/db.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { FeeRow, PaperRow, Party } from './loaded-dossier.ts'

/** The row of a dossier with everything that deciding needs, as one query reads it. Instants as ISO text with milliseconds. */
export interface StoredDossier {
  homeAgencyId: string
  id: string
  code: string
  foreignCode: string | null
  lookupSecret: string
  openedMonth: string
  procedureCode: string
  procedureVersionId: string
  shellVersion: number
  calendarVersionId: string
  source: string
  receivingPointId: string
  supportPointId: string | null
  competentAgencyId: string
  originAgencyId: string
  parentId: string | null
  caseCode: string | null
  state: unknown
  revision: number
  lastSeq: number
  lastHash: string
  lastLines: Record<string, number> | null
  resultWay: string
  isSetAside: boolean
  now: Date
  parties: Party[]
  helperIds: string[]
  offeredTo: string | null
  fees: FeeRow[]
  papers: PaperRow[]
  forms: { id: string; version: number; json: { answers: Record<string, unknown> } | null }[]
  command: { bodyHash: string; response: Record<string, unknown> } | null
}

const rows = (table: string, columns: string, order: string) =>
  `coalesce((SELECT json_agg(x ORDER BY ${order}) FROM (SELECT ${columns} FROM "${table}" t
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t."dossierId" = d.id) x), '[]'::json)`

export const ownColumns = `
  d."homeAgencyId", d.id, d.code, d."foreignCode", d."lookupSecret", to_char(d."openedMonth", 'YYYY-MM-DD') AS "openedMonth",
  d."procedureCode", d."procedureVersionId", d."shellVersion", d."calendarVersionId", d.source, d."receivingPointId", d."supportPointId",
  d."competentAgencyId", d."originAgencyId", d."parentId", d."caseCode", d.state, d.revision, d."lastSeq", d."lastHash", d."lastLines", d."resultWay", (SELECT app_now()) AS now,
  EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL) AS "isSetAside"`

export const feeRows = rows('FeeDue', 't.*', 'x."feeId"')

/** `requestId` is the place in the statement where it stands. */
const commandOf = (
  requestId: string,
) => `(SELECT json_build_object('bodyHash', c."bodyHash", 'response', c.response) FROM "Command" c
    WHERE c."homeAgencyId" = d."homeAgencyId" AND c."dossierId" = d.id AND c."requestId" = ${requestId}) AS command`

const storedColumns = (requestId: string) => `${ownColumns},
  ${rows('DossierParty', 't.*', 'x.kind')} AS parties,
  ARRAY(SELECT helpers_of(d.id)) AS "helperIds",
  (SELECT i."toPersonalId" FROM "Invitation" i WHERE i."subjectId" = d.id AND i.kind = 'HAND_OVER' AND i.status = 'OPEN' AND i."expiresAt" > app_now())
    AS "offeredTo",
  ${feeRows} AS fees,
  ${rows('DossierPaper', 't.*', 'x."addedAt", x.id')} AS papers,
  ${rows('FormData', 't.id, t.version, t.json', 'x.version')} AS forms,
  ${commandOf(requestId)}`

const STORED_BY = (column: 'code' | 'id') => `SELECT ${storedColumns('$2')} FROM "DossierLocator" l
  JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.${column} = $1`
const STORED_BY_CODE = STORED_BY('code')
const STORED_BY_ID = STORED_BY('id')
const STORED_MANY = `SELECT ${storedColumns('r."requestId"')} FROM jsonb_to_recordset($1::jsonb) AS r(code text, "requestId" text)
  JOIN "DossierLocator" l ON l.code = r.code
  JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id`

/** By code; the locator names the shard, so that only one is asked. */
export async function findStoredDossier(code: string, requestId: string | null): Promise<StoredDossier | null> {
  const [found] = await prepared<StoredDossier>('stored-by-code', STORED_BY_CODE, [code, requestId])
  return found ?? null
}

const WORKED_ON = `SELECT r.n, ${ownColumns}, '[]'::json AS parties, '{}'::text[] AS "helperIds", NULL AS "offeredTo",
  ${feeRows} AS fees, '[]'::json AS papers, ${rows('FormData', 't.id, t.version, t.json', 'x.version')} AS forms,
  ${commandOf('r."requestId"')}
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r(code, "requestId", n)
  JOIN "DossierLocator" l ON l.code = r.code
  JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id`

/** What staff at work need: their rights follow from state and grants, and no step looks at people or papers. Those of one moment are read together. */
export const findWorkedOnDossier = inBatches<{ code: string; requestId: string }, StoredDossier | null>(
  async (asked) => {
    const found = await prepared<StoredDossier & { n: string }>('worked-on', WORKED_ON, [
      asked.map(({ code }) => code),
      asked.map(({ requestId }) => requestId),
    ])
    const byPlace = new Map(found.map(({ n, ...stored }) => [Number(n), stored]))
    return asked.map(async (_, n) => byPlace.get(n + 1) ?? null)
  },
  { atOnce: 2, most: 16 },
)

const STILL = `SELECT r.n, d.revision, d."stateHash", (SELECT app_now()) AS now,
  EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL) AS "isSetAside", ${commandOf('r."requestId"')}
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS r("homeAgencyId", id, "requestId", n)
  JOIN "Dossier" d ON d."homeAgencyId" = r."homeAgencyId" AND d.id = r.id`

export type Still = Pick<StoredDossier, 'revision' | 'now' | 'isSetAside' | 'command'> & { stateHash: string }

/** What has to be asked anew of a dossier that is at hand: whether it is still the same, whether it was set aside, the time, and the command. */
export const findStill = inBatches<{ homeAgencyId: string; id: string; requestId: string }, Still | null>(
  async (asked) => {
    const found = await prepared<Still & { n: string }>('still', STILL, [
      asked.map(({ homeAgencyId }) => homeAgencyId),
      asked.map(({ id }) => id),
      asked.map(({ requestId }) => requestId),
    ])
    const byPlace = new Map(found.map(({ n, ...still }) => [Number(n), still]))
    return asked.map(async (_, n) => byPlace.get(n + 1) ?? null)
  },
  { atOnce: 2, most: 16 },
)

/** Many at once, each with the request that asks for it; what is not there is left out. */
export const findStoredDossiers = (asked: readonly { code: string; requestId: string }[]): Promise<StoredDossier[]> =>
  prepared<StoredDossier>('stored-many', STORED_MANY, [JSON.stringify(asked)])

/** An opening is repeated with the id that it made: the draft's, or the inbound message's. */
export async function findStoredDossierById(id: string, requestId: string): Promise<StoredDossier | null> {
  const [found] = await prepared<StoredDossier>('stored-by-id', STORED_BY_ID, [id, requestId])
  return found ?? null
}

/** Of a dossier whose outbox lines were never counted: it was written by an older version, or filled in from elsewhere. */
export async function findLastLines(dossier: {
  homeAgencyId: string
  openedMonth: string
  id: string
}): Promise<Record<string, number>> {
  const lines = await db.$queryRaw<{ target: string; last: number }[]>`
    SELECT target, max("lineSeq") AS last FROM "OutboxMessage"
    WHERE "homeAgencyId" = ${dossier.homeAgencyId} AND "openedMonth" = ${dossier.openedMonth}::date AND "dossierId" = ${dossier.id} GROUP BY target`
  return Object.fromEntries(lines.map(({ target, last }) => [target, last]))
}

export async function codeOf(id: string): Promise<string | null> {
  const found = await db.dossierLocator.findUnique({ where: { id }, select: { code: true } })
  return found?.code ?? null
}

export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`
  if (!row) throw new DomainError('INTERNAL', 'the database gave no time')
  return row.now
}

/** `{agency}-{yyMMdd}-{n}` with the civil day of the agency's calendar. */
export async function nextDossierCode(agencyId: string, agencyCode: string, day: string): Promise<string> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT next_dossier_number(${agencyId}, ${day}) AS n`
  if (!row) throw new DomainError('INTERNAL', `no dossier number for ${agencyId}`)
  return `${agencyCode}-${day}-${String(row.n).padStart(4, '0')}`
}
