import { db } from '#server/db.ts'
import type { AnswerWay, PetitionState } from './petition.schema.ts'

type Also = ReturnType<typeof db.$executeRaw>

export interface PetitionRow {
  id: string
  code: string
  /** Null: of somebody without an account, whom the desk wrote down. */
  accountId: string | null
  personName: string | null
  personPhone: string | null
  personEmail: string | null
  answerWay: AnswerWay | null
  lookupSecret: string | null
  enteredById: string | null
  kind: string
  category: string
  agencyId: string
  originAgencyId: string
  homeAgencyId: string | null
  dossierId: string | null
  dossierCode: string | null
  title: string
  words: string
  state: PetitionState
  revision: number
  receivedAt: Date
  dueAt: Date
  endedAt: Date | null
  escalatedAt: Date | null
  answer: string | null
  publicWords: string | null
  handlerId: string | null
}

export async function findPetition(code: string): Promise<PetitionRow | null> {
  const [row] = await db.$queryRaw<PetitionRow[]>`SELECT * FROM "Petition" WHERE code = ${code}`
  return row ?? null
}

export async function findPetitionById(id: string): Promise<PetitionRow | null> {
  const [row] = await db.$queryRaw<PetitionRow[]>`SELECT * FROM "Petition" WHERE id = ${id}`
  return row ?? null
}

export interface PetitionEventRow {
  seq: number
  type: string
  requestId: string
  actorId: string
  at: Date
  fromAgencyId: string
  toAgencyId: string
  words: string | null
  state: string
}

export const eventsOf = (petitionId: string) => db.$queryRaw<PetitionEventRow[]>`
  SELECT seq, type, "requestId", "actorId", at, "fromAgencyId", "toAgencyId", words, state FROM "PetitionEvent"
  WHERE "petitionId" = ${petitionId} ORDER BY seq`

/** `PA.H24.12-26-0007`; a number that is not used leaves a gap. */
export async function nextPetitionCode(agencyId: string, agencyCode: string, year: number): Promise<string> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT next_document_number(${agencyId}, 'PA', ${year}::int)::int AS n`
  return `PA.${agencyCode}-${String(year).slice(2)}-${String(row?.n ?? 0).padStart(4, '0')}`
}

export interface NewPetition
  extends Pick<
    PetitionRow,
    | 'id'
    | 'code'
    | 'accountId'
    | 'personName'
    | 'personPhone'
    | 'personEmail'
    | 'answerWay'
    | 'lookupSecret'
    | 'enteredById'
    | 'kind'
    | 'category'
    | 'agencyId'
    | 'homeAgencyId'
    | 'dossierId'
    | 'dossierCode'
    | 'title'
    | 'words'
  > {
  calendarVersionId: string
  receivedAt: Date
  dueAt: string
}

/** The petition, its first event and what is told of it: all or nothing, and once for one id. */
export async function insertPetition(petition: NewPetition, also: Also): Promise<void> {
  await db.$transaction([
    db.$executeRaw`
      WITH made AS (
        INSERT INTO "Petition" (id, code, "accountId", "personName", "personPhone", "personEmail", "answerWay", "lookupSecret", "enteredById", kind, category, "agencyId", "originAgencyId", "homeAgencyId", "dossierId", "dossierCode", title, words,
          state, revision, "calendarVersionId", "receivedAt", "dueAt")
        VALUES (${petition.id}, ${petition.code}, ${petition.accountId}, ${petition.personName}, ${petition.personPhone}, ${petition.personEmail},
          ${petition.answerWay}, ${petition.lookupSecret}, ${petition.enteredById}, ${petition.kind}, ${petition.category}, ${petition.agencyId}, ${petition.agencyId},
          ${petition.homeAgencyId}, ${petition.dossierId}, ${petition.dossierCode}, ${petition.title}, ${petition.words}, 'received', 1,
          ${petition.calendarVersionId}, ${petition.receivedAt}, ${petition.dueAt}::timestamptz)
        ON CONFLICT (id) DO NOTHING RETURNING *)
      INSERT INTO "PetitionEvent" ("petitionId", seq, type, "requestId", "actorId", at, "fromAgencyId", "toAgencyId", state)
      SELECT id, 1, 'SEND', id, coalesce("accountId", "enteredById"), "receivedAt", "agencyId", "agencyId", 'received' FROM made`,
    also,
  ])
}

export interface PetitionChange {
  type: string
  requestId: string
  actorId: string
  state: PetitionState
  toAgencyId: string
  words: string | null
  answer: string | null
  publicWords: string | null
  handlerId: string | null
  isEnd: boolean
  isEscalation: boolean
}

/** State, history and what is told of it in one transaction, guarded by the revision; false: somebody was faster, nothing was written. */
export async function changeRow(
  { id, revision }: Pick<PetitionRow, 'id' | 'revision'>,
  change: PetitionChange,
  also: readonly Also[],
): Promise<boolean> {
  const [count] = await db.$transaction([
    db.$executeRaw`
      WITH was AS (SELECT id, "agencyId" FROM "Petition" WHERE id = ${id} AND revision = ${revision}::int FOR UPDATE),
      changed AS (
        UPDATE "Petition" p SET state = ${change.state}, revision = p.revision + 1, "agencyId" = ${change.toAgencyId}, answer = ${change.answer},
          "publicWords" = ${change.publicWords}, "handlerId" = ${change.handlerId}, "endedAt" = CASE WHEN ${change.isEnd} THEN app_now() END,
          "escalatedAt" = CASE WHEN ${change.isEscalation} THEN app_now() ELSE p."escalatedAt" END
        FROM was WHERE p.id = was.id RETURNING p.id, p.revision, was."agencyId" AS "from")
      INSERT INTO "PetitionEvent" ("petitionId", seq, type, "requestId", "actorId", at, "fromAgencyId", "toAgencyId", words, state)
      SELECT id, revision, ${change.type}, ${change.requestId}, ${change.actorId}, app_now(), "from", ${change.toAgencyId}, ${change.words}, ${change.state} FROM changed`,
    ...also,
  ])
  return count === 1
}

/** Overdue, open, and nobody was told yet. */
export const overduePetitions = (limit: number) => db.$queryRaw<PetitionRow[]>`
  SELECT * FROM "Petition" WHERE state IN ('received', 'taken') AND "escalatedAt" IS NULL AND "dueAt" < app_now() ORDER BY "dueAt" LIMIT ${limit}::int`

type After = { at: string; id: string } | null

export const petitionsOfAccount = (accountId: string, after: After, take: number) => db.$queryRaw<PetitionRow[]>`
  SELECT * FROM "Petition" WHERE "accountId" = ${accountId}
    AND (${after?.at ?? null}::timestamptz IS NULL OR ("receivedAt", id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY "receivedAt" DESC, id DESC LIMIT ${take}::int`

/** What is open, the most urgent first. */
export const openPetitions = (agencyIds: readonly string[], after: After, take: number) => db.$queryRaw<PetitionRow[]>`
  SELECT * FROM "Petition" WHERE "agencyId" = ANY (${[...agencyIds]}) AND state IN ('received', 'taken')
    AND (${after?.at ?? null}::timestamptz IS NULL OR ("dueAt", id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY "dueAt", id LIMIT ${take}::int`

export const endedPetitions = (agencyIds: readonly string[], after: After, take: number) => db.$queryRaw<PetitionRow[]>`
  SELECT * FROM "Petition" WHERE "agencyId" = ANY (${[...agencyIds]}) AND "endedAt" IS NOT NULL
    AND (${after?.at ?? null}::timestamptz IS NULL OR ("endedAt", id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY "endedAt" DESC, id DESC LIMIT ${take}::int`

export const publishedPetitions = (after: After, take: number) => db.$queryRaw<PetitionRow[]>`
  SELECT * FROM "Petition" WHERE "publicWords" IS NOT NULL AND "endedAt" IS NOT NULL
    AND (${after?.at ?? null}::timestamptz IS NULL OR ("endedAt", id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY "endedAt" DESC, id DESC LIMIT ${take}::int`

/** Staff of an agency who hold one of these roles today. */
export const staffWith = async (agencyId: string, roles: readonly string[]) =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT a.id FROM "RoleGrant" g JOIN "Account" a ON a.id = g."accountId" AND a.status = 'ACTIVE' AND a.kind = 'STAFF'
      WHERE g."agencyId" = ${agencyId} AND g."roleId" = ANY (${[...roles]}) AND g."validFrom" <= app_now()::date
        AND (g."validTo" IS NULL OR g."validTo" >= app_now()::date) ORDER BY a.id LIMIT 20`
  ).map(({ id }) => id)

interface WhoAsked {
  name: string
  phone: string | null
  email: string | null
}

/** The account of who asked, or what the desk wrote down. */
export async function whoAsked(
  petition: Pick<PetitionRow, 'accountId' | 'personName' | 'personPhone' | 'personEmail'>,
): Promise<WhoAsked> {
  const { accountId, personName, personPhone, personEmail } = petition
  if (accountId === null) return { name: personName ?? '', phone: personPhone, email: personEmail }
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: { fullName: true, phone: true, contactEmail: true },
  })
  return { name: account?.fullName ?? '', phone: account?.phone ?? null, email: account?.contactEmail ?? null }
}

/** One small question, the same for a code that is there and one that is not. */
export async function findPetitionSecret(code: string): Promise<string | null> {
  const [row] = await db.$queryRaw<
    { secret: string | null }[]
  >`SELECT "lookupSecret" AS secret FROM "Petition" WHERE code = ${code}`
  return row?.secret ?? null
}
