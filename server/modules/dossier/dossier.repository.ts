import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { FeeRow, PaperRow, Party } from './loaded-dossier.ts'
import type { ManyChanges } from './only-changed.ts'

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

const rows = (table: string, columns: Prisma.Sql, order: Prisma.Sql) =>
  Prisma.sql`coalesce((SELECT jsonb_agg(to_jsonb(x) ORDER BY ${order}) FROM (SELECT ${columns} FROM ${Prisma.raw(`"${table}"`)} t
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t."dossierId" = d.id) x), '[]'::jsonb)`
const all = Prisma.sql`t.*`

const storedColumns = (requestId: string | null | Prisma.Sql) => Prisma.sql`
  d."homeAgencyId", d.id, d.code, d."foreignCode", d."lookupSecret", to_char(d."openedMonth", 'YYYY-MM-DD') AS "openedMonth",
  d."procedureCode", d."procedureVersionId", d."shellVersion", d."calendarVersionId", d.source, d."receivingPointId", d."supportPointId",
  d."competentAgencyId", d."originAgencyId", d."parentId", d."caseCode", d.state, d.revision, d."lastSeq", d."lastHash", d."resultWay", app_now() AS now,
  EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL) AS "isSetAside",
  ${rows('DossierParty', all, Prisma.sql`x.kind`)} AS parties,
  ARRAY(SELECT helpers_of(d.id)) AS "helperIds",
  (SELECT i."toPersonalId" FROM "Invitation" i WHERE i."subjectId" = d.id AND i.kind = 'HAND_OVER' AND i.status = 'OPEN' AND i."expiresAt" > app_now())
    AS "offeredTo",
  ${rows('FeeDue', all, Prisma.sql`x."feeId"`)} AS fees,
  ${rows('DossierPaper', all, Prisma.sql`x."addedAt", x.id`)} AS papers,
  ${rows('FormData', Prisma.sql`t.id, t.version, t.json`, Prisma.sql`x.version`)} AS forms,
  (SELECT jsonb_build_object('bodyHash', c."bodyHash", 'response', c.response) FROM "Command" c
    WHERE c."homeAgencyId" = d."homeAgencyId" AND c."dossierId" = d.id AND c."requestId" = ${requestId}) AS command`

/** By code; the locator names the shard, so that only one is asked. */
export async function findStoredDossier(code: string, requestId: string | null): Promise<StoredDossier | null> {
  const [found] = await db.$queryRaw<StoredDossier[]>`
    SELECT ${storedColumns(requestId)} FROM "DossierLocator" l
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.code = ${code}`
  return found ?? null
}

/** Only what a visitor's second half is compared with. */
export async function findLookupSecret(code: string): Promise<string | null> {
  const [found] = await db.$queryRaw<{ secret: string }[]>`
    SELECT d."lookupSecret" AS secret FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
    WHERE l.code = ${code}`
  return found?.secret ?? null
}

/** Many at once, each with the request that asks for it; what is not there is left out. */
export async function findStoredDossiers(asked: readonly { code: string; requestId: string }[]): Promise<StoredDossier[]> {
  return db.$queryRaw<StoredDossier[]>`
    SELECT ${storedColumns(Prisma.sql`r."requestId"`)} FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(code text, "requestId" text)
    JOIN "DossierLocator" l ON l.code = r.code
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id`
}

/** An opening is repeated with the id that it made: the draft's, or the inbound message's. */
export async function findStoredDossierById(id: string, requestId: string): Promise<StoredDossier | null> {
  const [found] = await db.$queryRaw<StoredDossier[]>`
    SELECT ${storedColumns(requestId)} FROM "DossierLocator" l
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.id = ${id}`
  return found ?? null
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

const UNIQUE_VIOLATION = '23505'

function isUniqueViolation(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === 'P2010' &&
    JSON.stringify(error.meta ?? {}).includes(UNIQUE_VIOLATION)
  )
}

/**
 * The one door: state, history row, projections, outbox lines and the command's answer in one statement, guarded by the revision.
 * No row back, or a row that is there already: somebody was faster and nothing was written.
 */
export async function saveChange(change: Record<string, unknown>, where: string): Promise<{ code: string; revision: number }> {
  try {
    const [saved] = await db.$queryRaw<
      { code: string; revision: number }[]
    >`SELECT * FROM save_change(${JSON.stringify(change)}::jsonb)`
    if (saved) return saved
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
  throw new DomainError('DOSSIER_CHANGED_MEANWHILE', where)
}

/** The same for many dossiers that exist already, each table written once: the codes of those that were written. A row that is there already refuses all. */
export async function saveChanges(changes: ManyChanges): Promise<Set<string> | null> {
  try {
    const saved = await db.$queryRaw<
      { code: string }[]
    >`SELECT code FROM save_changes(${JSON.stringify(changes)}::jsonb) AS s(code)`
    return new Set(saved.map(({ code }) => code))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return null
  }
}
