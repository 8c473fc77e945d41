import { db } from '#server/db.ts'

/** Everything that the national portal is told of a dossier; personal fields are read at the moment of sending. */
export async function findForPortal(homeAgencyId: string, dossierId: string) {
  const where = { homeAgencyId, dossierId }
  const [dossier, parties, fees, papers, supplements, payments, results, deliveries] = await Promise.all([
    db.dossier.findUnique({
      where: { homeAgencyId_id: { homeAgencyId, id: dossierId } },
      select: {
        code: true,
        foreignCode: true,
        source: true,
        procedureVersionId: true,
        calendarVersionId: true,
        receivingPointId: true,
        competentAgencyId: true,
        state: true,
        openedAt: true,
        receivedAt: true,
        decision: true,
      },
    }),
    db.dossierParty.findMany({
      where,
      select: { kind: true, fullName: true, personalId: true, techId: true, phone: true, email: true, partyKind: true },
    }),
    db.feeDue.findMany({
      where,
      select: { code: true, nameVi: true, amountVnd: true, kindOfMoney: true, when: true },
      orderBy: { feeId: 'asc' },
    }),
    db.dossierPaper.findMany({
      // notices, proofs and opinions are no papers of the national catalogue
      where: { ...where, kind: 'PAPER' },
      select: {
        id: true,
        paperCode: true,
        nameVi: true,
        fileId: true,
        originals: true,
        certified: true,
        copies: true,
        addedAt: true,
      },
      orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    }),
    db.supplementRequest.findMany({
      where,
      select: { id: true, items: true, requestedAt: true, closedAt: true, status: true },
      orderBy: { requestedAt: 'asc' },
    }),
    db.payment.findMany({ where: { ...where, method: 'ONLINE', status: 'SUCCEEDED' }, select: { settledAt: true } }),
    db.issuedDocument.findMany({
      where: { ...where, form: 'RESULT', revokedAt: null },
      select: { id: true, fileId: true, issuedAt: true, resultCode: true },
      orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
    }),
    db.delivery.findMany({ where, select: { receiverName: true, at: true }, orderBy: { at: 'desc' } }),
  ])
  if (!dossier) return null
  const fileIds = papers.flatMap((paper) => (paper.fileId ? [paper.fileId] : []))
  const files = await db.storedFile.findMany({ where: { id: { in: fileIds } }, select: { id: true, name: true } })
  return { ...dossier, parties, fees, papers, supplements, payments, results, deliveries, files }
}
export type PortalSource = NonNullable<Awaited<ReturnType<typeof findForPortal>>>

/** Words of supplement requests, by the id of the request. */
export async function findSupplementWords(homeAgencyId: string, dossierId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; words: string | null }[]>`
    SELECT e.payload ->> 'supplementId' AS id, s.body ->> 'reason' AS words FROM "DossierEvent" e
    JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq::text
    WHERE e."homeAgencyId" = ${homeAgencyId} AND e."dossierId" = ${dossierId} AND e.type = 'REQUEST_SUPPLEMENT'`
  return new Map(rows.map((row) => [row.id, row.words ?? '']))
}

export interface EarlierReport {
  code: number
  at: Date
}

/** What the line told the portal before: the last report, and when it last reported each state. */
export async function findEarlierReports(homeAgencyId: string, dossierId: string, beforeSeq: number): Promise<EarlierReport[]> {
  return db.$queryRaw<EarlierReport[]>`
    SELECT (payload ->> 'code')::int AS code, "createdAt" AS at FROM "OutboxMessage"
    WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId} AND target = 'PORTAL' AND type = 'syncPortal' AND "lineSeq" < ${beforeSeq}::int
    ORDER BY "lineSeq" DESC`
}

export const findOfficial = (accountId: string) =>
  db.account.findFirst({ where: { id: accountId, kind: 'STAFF' }, select: { fullName: true } })

export const findLinkedFile = (id: string) =>
  db.storedFile.findUnique({
    where: { id },
    select: { sha256: true, size: true, contentType: true, name: true, scanState: true, homeAgencyId: true, dossierId: true },
  })
