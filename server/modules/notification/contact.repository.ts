import { db } from '#server/db.ts'

export interface Contact {
  accountId: string | null
  name: string
  email: string | null
  phone: string | null
}

/** Under which addresses somebody can be reached: a party of a dossier by its kind, everybody else by account. */
export async function findContact(homeAgencyId: string, dossierId: string | null, recipient: string): Promise<Contact | null> {
  const [row] = await db.$queryRaw<Contact[]>`
    SELECT a.id AS "accountId", coalesce(p."fullName", a."fullName") AS name, coalesce(nullif(p.email, ''), a."contactEmail", a.email) AS email,
      coalesce(nullif(p.phone, ''), a.phone) AS phone
    FROM (SELECT 1) one
    LEFT JOIN "DossierParty" p ON p."homeAgencyId" = ${homeAgencyId} AND p."dossierId" = ${dossierId}::text AND p.kind = ${recipient}
    LEFT JOIN "Account" a ON a.id = coalesce(p."accountId", ${recipient})
    WHERE p."dossierId" IS NOT NULL OR a.id IS NOT NULL`
  return row ?? null
}

export interface NoticeSubject {
  code: string
  agencyNameVi: string
  phone: string
}

/** What a notice is about, and whom to call. */
export async function findSubject(dossierId: string | null, petitionId: string | null): Promise<NoticeSubject | null> {
  const [row] = await db.$queryRaw<NoticeSubject[]>`
    SELECT x.code, g."nameVi" AS "agencyNameVi", g.phone FROM (
      SELECT d.code, d."receivingPointId" AS at FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
        WHERE l.id = ${dossierId}::text
      UNION ALL SELECT t.code, t."agencyId" FROM "Petition" t WHERE t.id = ${petitionId}::text) x
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
    SELECT t.code, t.title, t."dueAt", t.answer, g."nameVi" AS "agencyNameVi", g."addressVi" AS "agencyAddressVi", g.phone AS "agencyPhone",
      g."openingVi" AS "agencyOpeningVi",
      (SELECT e.words FROM "PetitionEvent" e WHERE e."petitionId" = t.id AND e.type IN ('FORWARD', 'REFER') ORDER BY e.seq DESC LIMIT 1) AS words
    FROM "Petition" t JOIN "Agency" g ON g.id = t."agencyId" WHERE t.id = ${id}`
  return row ?? null
}
