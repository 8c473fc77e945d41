import { db } from '#server/db.ts'
import type { AboutKind, ClaimedNotice } from './notice.repository.ts'
import { PERSON } from './notice-kinds.ts'

export interface Contact {
  accountId: string | null
  name: string
  email: string | null
  phone: string | null
}

type Of = Pick<ClaimedNotice, 'homeAgencyId' | 'dossierId' | 'petitionId' | 'recipient' | 'template'> & {
  aboutKind?: AboutKind | null
  aboutId?: string | null
}

/**
 * Under which addresses somebody can be reached: a party of a dossier by its kind, who has no account by the petition that the desk wrote
 * down, everybody else by account.
 */
export async function findContact({ homeAgencyId, dossierId, petitionId, recipient }: Of): Promise<Contact | null> {
  const [row] = await db.$queryRaw<Contact[]>`
    SELECT a.id AS "accountId", coalesce(p."fullName", a."fullName", t."personName") AS name,
      coalesce(nullif(p.email, ''), a."contactEmail", a.email, t."personEmail") AS email, coalesce(nullif(p.phone, ''), a.phone, t."personPhone") AS phone
    FROM (SELECT 1) one
    LEFT JOIN "DossierParty" p ON p."homeAgencyId" = ${homeAgencyId} AND p."dossierId" = ${dossierId}::text AND p.kind = ${recipient}
    LEFT JOIN "Petition" t ON t.id = ${petitionId}::text AND t."accountId" IS NULL AND ${recipient} = ${PERSON}
    LEFT JOIN "Account" a ON a.id = coalesce(p."accountId", ${recipient})
    WHERE p."dossierId" IS NOT NULL OR a.id IS NOT NULL OR t.id IS NOT NULL`
  return row ?? null
}

export interface NoticeSubject {
  /** Null where there is none, or where it is told later: a draft, and an invitation before its answer. */
  code: string | null
  agencyNameVi: string
  phone: string
}

/** What a notice is about, and whom to call; null when there is nothing to tell any more. */
export async function findSubject({
  dossierId,
  petitionId,
  aboutKind = null,
  aboutId = null,
  template,
}: Of): Promise<NoticeSubject | null> {
  const [row] = await db.$queryRaw<NoticeSubject[]>`
    SELECT x.code, g."nameVi" AS "agencyNameVi", g.phone FROM (
      SELECT d.code, d."receivingPointId" AS at FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
        WHERE l.id = ${dossierId}::text
      UNION ALL SELECT t.code, t."agencyId" FROM "Petition" t WHERE t.id = ${petitionId}::text
      UNION ALL SELECT NULL, r."agencyId" FROM "Draft" r WHERE ${aboutKind}::text = 'DRAFT' AND r.id = ${aboutId}::text
        AND r."submittedAt" IS NULL AND r."expiresAt" > app_now()
      UNION ALL SELECT NULL, i."homeAgencyId" FROM "Invitation" i WHERE ${aboutKind}::text = 'INVITATION' AND i.id = ${aboutId}::text
        AND (${template} <> 'invited' OR (i.status = 'OPEN' AND i."expiresAt" > app_now()))) x
    JOIN "Agency" g ON g.id = x.at`
  return row ?? null
}

export const findSubscriptions = (accountId: string) =>
  db.pushSubscription.findMany({
    where: { accountId },
    select: { id: true, endpoint: true, p256dh: true, auth: true },
    orderBy: { createdAt: 'desc' },
    take: 10,
  })

export const hasSubscription = async (accountId: string): Promise<boolean> =>
  (await db.pushSubscription.findFirst({ where: { accountId }, select: { id: true } })) !== null

/** A browser belongs to whoever switched notices on there last. */
export async function saveSubscription(
  id: string,
  accountId: string,
  { endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string },
): Promise<void> {
  await db.$transaction([
    db.$executeRaw`DELETE FROM "PushSubscription" WHERE endpoint = ${endpoint}`,
    db.$executeRaw`
      INSERT INTO "PushSubscription" (id, "accountId", endpoint, p256dh, auth, "createdAt")
      VALUES (${id}, ${accountId}, ${endpoint}, ${p256dh}, ${auth}, app_now()) ON CONFLICT DO NOTHING`,
  ])
}

export const deleteSubscription = (accountId: string, endpoint: string) =>
  db.pushSubscription.deleteMany({ where: { accountId, endpoint } })

export interface PetitionForLetter {
  code: string
  /** Of somebody without an account, who reads the answer by it. */
  lookupSecret: string | null
  title: string
  dueAt: Date
  answer: string | null
  agencyNameVi: string
  agencyAddressVi: string
  agencyPhone: string
  agencyOpeningVi: string
  /** Of its last event: why it went elsewhere, or where it has to go. */
  words: string | null
}

export async function findPetitionForLetter(id: string): Promise<PetitionForLetter | null> {
  const [row] = await db.$queryRaw<PetitionForLetter[]>`
    SELECT t.code, t."lookupSecret", t.title, t."dueAt", t.answer, g."nameVi" AS "agencyNameVi", g."addressVi" AS "agencyAddressVi", g.phone AS "agencyPhone",
      g."openingVi" AS "agencyOpeningVi",
      (SELECT e.words FROM "PetitionEvent" e WHERE e."petitionId" = t.id AND e.type IN ('FORWARD', 'REFER') ORDER BY e.seq DESC LIMIT 1) AS words
    FROM "Petition" t JOIN "Agency" g ON g.id = t."agencyId" WHERE t.id = ${id}`
  return row ?? null
}

export interface DraftForLetter {
  procedureNameVi: string
  agencyNameVi: string
  expiresAt: Date
}

export async function findDraftForLetter(id: string): Promise<DraftForLetter | null> {
  const [row] = await db.$queryRaw<DraftForLetter[]>`
    SELECT p."nameVi" AS "procedureNameVi", g."nameVi" AS "agencyNameVi", d."expiresAt"
    FROM "Draft" d JOIN "ProcedureVersion" v ON v.id = d."procedureVersionId" JOIN "Procedure" p ON p.code = v."procedureCode"
      JOIN "Agency" g ON g.id = d."agencyId" WHERE d.id = ${id}`
  return row ?? null
}

export interface InvitationForLetter {
  kind: 'HELP' | 'HAND_OVER'
  status: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'ENDED'
  subjectId: string
  expiresAt: Date
  fromName: string
  toName: string | null
  /** Null while it is a draft. */
  code: string | null
  procedureNameVi: string
}

/** Of a dossier, or of a draft that is still there. */
export async function findInvitationForLetter(id: string): Promise<InvitationForLetter | null> {
  const [row] = await db.$queryRaw<InvitationForLetter[]>`
    SELECT i.kind, i.status, i."subjectId", i."expiresAt", f."fullName" AS "fromName", t."fullName" AS "toName", d.code, p."nameVi" AS "procedureNameVi"
    FROM "Invitation" i JOIN "Account" f ON f.id = i."fromId" LEFT JOIN "Account" t ON t.id = i."toId"
      LEFT JOIN "Dossier" d ON d."homeAgencyId" = i."homeAgencyId" AND d.id = i."subjectId"
      LEFT JOIN "Draft" r ON r.id = i."subjectId"
      JOIN "ProcedureVersion" v ON v.id = coalesce(d."procedureVersionId", r."procedureVersionId") JOIN "Procedure" p ON p.code = v."procedureCode"
    WHERE i.id = ${id}`
  return row ?? null
}
