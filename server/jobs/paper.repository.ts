import { db } from '#server/db.ts'

export interface EventForPaper {
  type: string
  payload: Record<string, unknown>
  at: Date
  words: Record<string, string> | null
  onBehalfOfId: string | null
  /** The delegate who acted in that name. */
  viaId: string | null
  /** As they were answered when it was decided. */
  conditions: Record<string, boolean>
}

/** The event that calls for a paper, and the one that it answers (a withdrawal that was asked for), with their sealed words. */
export async function eventsUpTo(homeAgencyId: string, dossierId: string, seq: number): Promise<EventForPaper[]> {
  return db.$queryRaw<EventForPaper[]>`
    SELECT e.type, e.payload, e.at, s.body AS words, e."onBehalfOfId", e.facts -> 'actor' ->> 'viaId' AS "viaId",
      e.facts -> 'conditions' AS conditions FROM "DossierEvent" e
    LEFT JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq::text
    WHERE e."homeAgencyId" = ${homeAgencyId} AND e."dossierId" = ${dossierId} AND e.seq <= ${seq}::int ORDER BY e.seq DESC LIMIT 50`
}

/** A member of staff with the role in which such a paper is signed. */
export async function findSigner(accountId: string): Promise<{ fullName: string; roles: string[] } | null> {
  const row = await db.account.findFirst({
    where: { id: accountId, kind: 'STAFF' },
    select: { fullName: true, grants: { select: { roleId: true } } },
  })
  return row && { fullName: row.fullName, roles: row.grants.map((grant) => grant.roleId) }
}

export async function findPlace(code: string): Promise<string | null> {
  return (await db.adminUnit.findUnique({ where: { code }, select: { nameVi: true } }))?.nameVi ?? null
}

export interface ReceiptDue {
  homeAgencyId: string
  dossierId: string
  eventSeq: number
  paymentId: string
  kindOfMoney: 'PHI' | 'LE_PHI'
  number: string
  feeIds: string[]
  method: 'CASH' | 'ONLINE'
  transactionId: string | null
  issuedAt: Date
  issuedById: string
}

/** Receipts of a dossier without their paper. Each kind of money has an event of its own, which names the paper. */
export async function receiptsDue(homeAgencyId: string, dossierId: string): Promise<ReceiptDue[]> {
  return db.$queryRaw<ReceiptDue[]>`
    SELECT r."homeAgencyId", r."dossierId", e.seq AS "eventSeq", r."paymentId", r."kindOfMoney", r.number, p."feeIds", p.method, p."transactionId",
      r."issuedAt", r."issuedById"
    FROM "PaymentReceipt" r
    JOIN "Payment" p ON p."homeAgencyId" = r."homeAgencyId" AND p.id = r."paymentId"
    CROSS JOIN LATERAL (SELECT min(x.seq) AS seq FROM "DossierEvent" x
      JOIN "FeeDue" f ON f."homeAgencyId" = x."homeAgencyId" AND f."dossierId" = x."dossierId" AND f."feeId" = x.payload ->> 'feeId'
      WHERE x."homeAgencyId" = r."homeAgencyId" AND x."dossierId" = r."dossierId" AND x.type = 'FEE_SETTLED'
        AND f."feeId" = ANY (p."feeIds") AND f."kindOfMoney" = r."kindOfMoney") e
    WHERE r."homeAgencyId" = ${homeAgencyId} AND r."dossierId" = ${dossierId} AND e.seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "IssuedDocument" i WHERE i."homeAgencyId" = r."homeAgencyId" AND i."dossierId" = r."dossierId"
        AND i.form = 'PAYMENT_RECEIPT' AND i."eventSeq" = e.seq)
    ORDER BY r."issuedAt"`
}

/** Files of papers, in the order in which they were sent. */
export const filesOfPapers = (ids: readonly string[]) =>
  db.storedFile.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, size: true, sha256: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
