import 'server-only'
import { db } from '#server/db.ts'

export interface Projections {
  work: Record<string, unknown>[]
  clocks: Record<string, unknown>[]
  timers: Record<string, unknown>[]
  supplements: Record<string, unknown>[]
  fees: { feeId: string; amountVnd: number; settledVnd: number; settledAt: string | null }[]
  outbox: { target: string; lineSeq: number; eventSeq: number; type: string; status: string }[]
  commands: { requestId: string }[]
  payments: { id: string; status: string; amountVnd: number; feeIds: string[] }[]
  receipts: { paymentId: string; amountVnd: number }[]
  proposals: { id: string; status: string; action: string; askedById: string; decidedById: string | null }[]
  /** Set aside, and not lifted yet. */
  isSetAside: boolean
  notifications: { eventSeq: number; template: string; channel: string; recipient: string }[]
  dossier: Record<string, unknown>
}

const list = (table: string) =>
  `coalesce((SELECT jsonb_agg(to_jsonb(t)) FROM "${table}" t WHERE t."homeAgencyId" = d."homeAgencyId" AND t."dossierId" = d.id), '[]')`

/** Everything that stands beside one dossier's state. */
export async function projectionsOf(homeAgencyId: string, id: string): Promise<Projections | null> {
  const [row] = await db.$queryRawUnsafe<Projections[]>(
    `SELECT ${list('WorkItem')} AS work, ${list('ClockSegment')} AS clocks, ${list('Timer')} AS timers, ${list('SupplementRequest')} AS supplements,
       ${list('FeeDue')} AS fees, ${list('OutboxMessage')} AS outbox, ${list('Command')} AS commands, ${list('Payment')} AS payments,
       ${list('PaymentReceipt')} AS receipts, ${list('Notification')} AS notifications, ${list('Proposal')} AS proposals,
       EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL) AS "isSetAside", to_jsonb(d) - 'state' AS dossier
     FROM "Dossier" d WHERE d."homeAgencyId" = $1 AND d.id = $2`,
    homeAgencyId,
    id,
  )
  return row ?? null
}

export const storedFiles = (after: string, take: number) =>
  db.storedFile.findMany({
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, sha256: true, size: true },
  })
