import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db, prepared } from '#server/db.ts'
import { uploaderColumns } from '#server/uploader.repository.ts'
import { type Actor, personasOf } from '../account/actor.ts'
import { AGENCY_READER } from '../message/message.schema.ts'
import { performableBy, performedInNameOf, visibleTo } from './dossier.policy.ts'

export interface EventOfDossier {
  seq: number
  type: string
  payload: Record<string, unknown>
  at: Date
  actorId: string
  /** In whose name, when somebody else did it or agreed to it. */
  onBehalfOfId: string | null
  /** The delegate who acted in that name. */
  viaId: string | null
  hash: string
  sealed: Record<string, unknown> | null
  documents: { id: string; form: string; url: string }[]
}

/** A dossier has tens of events, never thousands: each kind is bounded by the machine. The bound is a fence. */
const MOST_EVENTS = 500

const EVENTS = `
  SELECT e.seq, e.type, e.payload, e.at, e."actorId", e."onBehalfOfId", e.facts -> 'actor' ->> 'viaId' AS "viaId", e.hash, s.body AS sealed,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'form', i.form, 'url', '/api/documents/' || $4::text || '/' || i.id) ORDER BY i.form)
      FROM "IssuedDocument" i WHERE i."homeAgencyId" = e."homeAgencyId" AND i."dossierId" = e."dossierId" AND i."eventSeq" = e.seq), '[]') AS documents
  FROM "DossierEvent" e
  LEFT JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq
  WHERE e."homeAgencyId" = $1 AND e."openedMonth" = $2::date AND e."dossierId" = $3
  ORDER BY e.seq LIMIT ${MOST_EVENTS}`

export async function listEvents(
  homeAgencyId: string,
  openedMonth: string,
  dossierId: string,
  code: string,
): Promise<EventOfDossier[]> {
  return prepared<EventOfDossier>('events-of-dossier', EVENTS, [homeAgencyId, openedMonth, dossierId, code])
}

export const listDocuments = (homeAgencyId: string, dossierId: string) =>
  db.issuedDocument.findMany({
    where: { homeAgencyId, dossierId },
    orderBy: [{ eventSeq: 'asc' }, { id: 'asc' }],
    take: 100,
    select: {
      id: true,
      form: true,
      number: true,
      issuedAt: true,
      verifyId: true,
      sha256: true,
      eventSeq: true,
      revokedAt: true,
      resultCode: true,
    },
  })

export interface StoredFileRow {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  createdAt: Date
  scanState: string
  byRole: string
  byName: string | null
}

export const listFiles = (ids: string[]) => db.$queryRaw<StoredFileRow[]>`
  SELECT f.id, f.name, f.size, f."contentType", f.sha256, f."createdAt", f."scanState", ${uploaderColumns}
  FROM "StoredFile" f WHERE f.id = ANY (${ids})`

export const listReceipts = (homeAgencyId: string, dossierId: string) =>
  db.paymentReceipt.findMany({
    where: { homeAgencyId, dossierId },
    take: 50,
    orderBy: { issuedAt: 'asc' },
    select: { paymentId: true, number: true, kindOfMoney: true, amountVnd: true, issuedAt: true },
  })

/** Whose unit may take a duty: staff of this agency with this role (and unit) today. */
export const listPerformers = (role: string, agencyId: string, unitKind: string) => db.$queryRaw<
  { id: string; fullName: string }[]
>`
  SELECT DISTINCT a.id, a."fullName" FROM "RoleGrant" g JOIN "Account" a ON a.id = g."accountId" LEFT JOIN "Unit" u ON u.id = g."unitId"
  WHERE g."roleId" = ${role} AND g."agencyId" = ${agencyId} AND (u.id IS NULL OR u.kind = ${unitKind}) AND a.status = 'ACTIVE'
    AND g."validFrom" <= app_now()::date AND (g."validTo" IS NULL OR g."validTo" >= app_now()::date)
  ORDER BY a."fullName" LIMIT 200`

const isSetAside = Prisma.sql`EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL)`

export interface MineRow {
  homeAgencyId: string
  id: string
  code: string
  procedureVersionId: string
  nationalCode: number
  shellState: string
  promisedDueAt: Date | null
  intakeDueAt: Date | null
  calendarVersionId: string
  state: unknown
  isSetAside: boolean
  agencyNameVi: string
  updatedAt: Date
  openedAt: Date
  owedVnd: number
  /** Somebody else's, which this person helps with. */
  isHelping: boolean
  /** The agency has written something that this person has not read. */
  hasNews: boolean
  now: Date
}

export interface Key {
  at: string
  id: string
}

/** Newest first, by keyset: the page behind `after` starts where the one before ended. */
export function listMine(actor: Actor, after: Key | null, take: number): Promise<MineRow[]> {
  const behind = after ? Prisma.sql`AND (d."openedAt", d.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  return db.$queryRaw<MineRow[]>`
    SELECT d."homeAgencyId", d.id, d.code, d."procedureVersionId", d."nationalCode", d."shellState", d."promisedDueAt", d."intakeDueAt",
      d."calendarVersionId", d.state, ${isSetAside} AS "isSetAside", a."nameVi" AS "agencyNameVi", d."updatedAt", d."openedAt", app_now() AS now,
      coalesce((SELECT sum(f."amountVnd") FROM "FeeDue" f WHERE f."homeAgencyId" = d."homeAgencyId" AND f."dossierId" = d.id
        AND f."settledAt" IS NULL AND f."payOnline"), 0)::int AS "owedVnd",
      NOT EXISTS (SELECT 1 FROM "DossierParty" p WHERE p."homeAgencyId" = d."homeAgencyId" AND p."dossierId" = d.id
        AND (p."accountId" = ${actor.id} OR p."personalId" = ${actor.kind === 'CITIZEN' ? actor.personalId : null})) AS "isHelping",
      EXISTS (SELECT 1 FROM "DossierMessage" m WHERE m."homeAgencyId" = d."homeAgencyId" AND m."dossierId" = d.id AND m.side = 'AGENCY'
        AND m."createdAt" > coalesce((SELECT r."readAt" FROM "MessageRead" r WHERE r."homeAgencyId" = d."homeAgencyId" AND r."dossierId" = d.id
          AND r."readerId" = ${actor.id}), '-infinity')) AS "hasNews"
    FROM (
      SELECT DISTINCT p."homeAgencyId", p."dossierId" FROM "DossierParty" p
      WHERE p."accountId" = ${actor.id} OR p."personalId" = ${actor.kind === 'CITIZEN' ? actor.personalId : null}
      UNION
      SELECT i."homeAgencyId", i."subjectId" FROM "Invitation" i
      WHERE i."toId" = ${actor.id} AND i.kind = 'HELP' AND i.status = 'ACCEPTED' AND i."expiresAt" > app_now()
    ) mine
    JOIN "Dossier" d ON d."homeAgencyId" = mine."homeAgencyId" AND d.id = mine."dossierId"
    JOIN "Agency" a ON a.id = d."competentAgencyId"
    WHERE ${visibleTo(actor)} ${behind}
    ORDER BY d."openedAt" DESC, d.id DESC LIMIT ${take}`
}

export interface WorkRow {
  homeAgencyId: string
  dossierId: string
  code: string
  procedureVersionId: string
  calendarVersionId: string
  ownerName: string
  workId: string
  /** An opinion is asked. */
  member: string | null
  step: string
  nationalCode: number
  shellState: string
  workDueAt: Date | null
  dossierDueAt: Date | null
  assigneeId: string | null
  assigneeName: string | null
  /** The applicant has written something that nobody of the agencies has read. */
  hasNews: boolean
  /** Who delegated it to the person who asks. */
  inNameOfId: string | null
  openedAt: Date
  state: unknown
  isSetAside: boolean
  now: Date
}

export type QueueFilter = 'all' | 'mine' | 'soon' | 'late' | 'paused' | 'arrivals' | 'results'

/** As the index of open work has it: work without a date comes last. */
const due = Prisma.sql`coalesce(w."dueAt", 'infinity')`
const workKey = Prisma.sql`w."dossierId" || w."workId"`

const WORK_FILTERS: Record<QueueFilter, (actor: Actor, soonAt: string) => Prisma.Sql> = {
  all: () => Prisma.sql`TRUE`,
  mine: (actor) => Prisma.sql`w."assigneeId" IN (${Prisma.join(personasOf(actor).map(({ id }) => id))})`,
  soon: (_, soonAt) => Prisma.sql`${due} >= app_now() AND ${due} <= ${soonAt}::timestamptz`,
  late: () => Prisma.sql`${due} < app_now()`,
  paused: () => Prisma.sql`d."shellState" IN ('awaitingSupplement', 'awaitingObligation', 'suspended', 'supplementBeforeIntake')`,
  arrivals: () => Prisma.sql`w.step = 'intake'`,
  results: () => Prisma.sql`w.step = 'return'`,
}
const waiting = Prisma.sql`('awaitingSupplement', 'awaitingObligation', 'suspended')`

/** Of work whose performer reads what is said: accountants and members who are asked do not. */
const hasNews = Prisma.sql`(w.member IS NULL AND w.role <> 'accountant' AND EXISTS (SELECT 1 FROM "DossierMessage" m
  WHERE m."homeAgencyId" = w."homeAgencyId" AND m."dossierId" = w."dossierId" AND m.side = 'CITIZEN'
    AND m."createdAt" > coalesce((SELECT r."readAt" FROM "MessageRead" r WHERE r."homeAgencyId" = w."homeAgencyId" AND r."dossierId" = w."dossierId"
      AND r."readerId" = ${AGENCY_READER}), '-infinity')))`

/** Each duty of the person is read by itself, in the order of the index and no further than asked; `rest` is behind the filters. */
function openWork(actor: Actor, queue: QueueFilter, soonAt: string, rest: Prisma.Sql): Prisma.Sql {
  const standing = queue === 'paused' ? Prisma.empty : Prisma.sql`AND d."shellState" NOT IN ${waiting}`
  const duties = performableBy(actor).map(
    (duty) => Prisma.sql`(SELECT w."homeAgencyId", w."dossierId", w."workId", ${due} AS due, ${workKey} AS key
      FROM "WorkItem" w JOIN "Dossier" d ON d."homeAgencyId" = w."homeAgencyId" AND d.id = w."dossierId"
      WHERE ${duty} AND ${WORK_FILTERS[queue](actor, soonAt)} ${standing} ${rest})`,
  )
  // a duty that is one's own and a principal's too is one
  return Prisma.join(duties, ' UNION ')
}
const isIdle = (actor: Actor) => performableBy(actor).length === 0

/** What this person can do, by due time; work without a date comes last. While the applicant is being waited for, it stands under `paused`. */
export async function listWork(
  actor: Actor,
  queue: QueueFilter,
  soonAt: string,
  after: Key | null,
  take: number,
): Promise<WorkRow[]> {
  if (isIdle(actor)) return []
  const behind = after ? Prisma.sql`AND (${due}, ${workKey}) > (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  const found = openWork(actor, queue, soonAt, Prisma.sql`${behind} ORDER BY ${due}, ${workKey} LIMIT ${take}`)
  return db.$queryRaw<WorkRow[]>`
    SELECT w."homeAgencyId", w."dossierId", d.code, d."procedureVersionId", d."calendarVersionId", o."fullName" AS "ownerName", w."workId", w.member, w.step,
      d."nationalCode", d."shellState", w."dueAt" AS "workDueAt", coalesce(d."promisedDueAt", d."intakeDueAt") AS "dossierDueAt",
      w."assigneeId", a."fullName" AS "assigneeName", ${performedInNameOf(actor)} AS "inNameOfId", ${hasNews} AS "hasNews", w."openedAt", d.state, ${isSetAside} AS "isSetAside", app_now() AS now
    FROM (SELECT * FROM (${found}) every ORDER BY due, key LIMIT ${take}) k
    JOIN "WorkItem" w ON w."homeAgencyId" = k."homeAgencyId" AND w."dossierId" = k."dossierId" AND w."workId" = k."workId"
    JOIN "Dossier" d ON d."homeAgencyId" = w."homeAgencyId" AND d.id = w."dossierId"
    JOIN "DossierParty" o ON o."homeAgencyId" = w."homeAgencyId" AND o."dossierId" = w."dossierId" AND o.kind = 'OWNER'
    LEFT JOIN "Account" a ON a.id = w."assigneeId"
    ORDER BY k.due, k.key`
}

const MOST_COUNTED = 99

/** Counters stop at 99: nobody works better for knowing 1,302, and counting all would cost as much as the lists. */
export async function countWork(actor: Actor, queue: QueueFilter, soonAt: string): Promise<number> {
  if (isIdle(actor)) return 0
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT least(count(*), ${MOST_COUNTED})::int AS n FROM (${openWork(actor, queue, soonAt, Prisma.sql`LIMIT ${MOST_COUNTED}`)}) counted`
  return row?.n ?? 0
}

export interface VersionRow {
  id: string
  code: string
  openedAt: Date
  lastSeq: number
}

/** Open dossiers of a version, oldest first, by keyset: one that was moved meanwhile is no longer among them. */
export function openDossiersOfVersion(versionId: string, after: Key | null, take: number): Promise<VersionRow[]> {
  const behind = after ? Prisma.sql`AND (d."openedAt", d.id) > (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  return db.$queryRaw<VersionRow[]>`
    SELECT d.id, d.code, d."openedAt", d."lastSeq" FROM "Dossier" d
    WHERE d."procedureVersionId" = ${versionId} AND d."endedAt" IS NULL ${behind} ORDER BY d."openedAt", d.id LIMIT ${take}`
}
