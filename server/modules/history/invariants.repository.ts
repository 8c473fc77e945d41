import 'server-only'
import { inBatches } from '#server/batches.ts'
import { db, prepared } from '#server/db.ts'

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
  delegations: { fromId: string; toId: string; validFrom: string; validTo: string; createdAt: string; revokedAt: string | null }[]
  invitations: {
    id: string
    kind: string
    status: string
    toId: string | null
    fromId: string
    answeredAt: string | null
    createdAt: string
    expiresAt: string
  }[]
  messages: {
    id: string
    side: string
    authorId: string
    onBehalfOfId: string | null
    createdAt: string
    isStaff: boolean
    /** Files that went with it without being its author's, of this dossier, for this message. */
    strangeFiles: string[]
  }[]
  reads: { readerId: string; readAt: string; isKnown: boolean }[]
  notifications: { eventSeq: number; template: string; channel: string; recipient: string }[]
  dossier: Record<string, unknown>
}

const list = (table: string, more = '') =>
  `coalesce((SELECT jsonb_agg(to_jsonb(t)) FROM "${table}" t WHERE t."homeAgencyId" = d."homeAgencyId" AND t."dossierId" = d.id ${more}), '[]')`

/** Of everybody in whose name somebody did something here. */
const delegations = `coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM "Delegation" x WHERE EXISTS (
  SELECT 1 FROM "DossierEvent" e WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth" AND e."dossierId" = d.id
    AND e.facts -> 'actor' ->> 'id' = x."fromId" AND e.facts -> 'actor' ->> 'viaId' = x."toId")), '[]')`

const invitations = `coalesce((SELECT jsonb_agg(to_jsonb(i)) FROM "Invitation" i WHERE i."subjectId" = d.id), '[]')`
const messages = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'side', m.side, 'authorId', m."authorId", 'onBehalfOfId', m."onBehalfOfId",
  'createdAt', m."createdAt", 'isStaff', a.kind = 'STAFF', 'strangeFiles', coalesce((SELECT jsonb_agg(x."fileId") FROM "MessageFile" x
    LEFT JOIN "StoredFile" f ON f.id = x."fileId" AND f."homeAgencyId" = m."homeAgencyId" AND f."dossierId" = m."dossierId" AND f."uploadedBy" = m."authorId"
      AND f."supplementId" = m."requestId" AND f.purpose = 'PAPER'
    WHERE x."homeAgencyId" = m."homeAgencyId" AND x."messageId" = m.id AND f.id IS NULL), '[]')) ORDER BY m."createdAt", m.id) FROM "DossierMessage" m LEFT JOIN "Account" a ON a.id = m."authorId"
  WHERE m."homeAgencyId" = d."homeAgencyId" AND m."dossierId" = d.id), '[]')`
/** A mark stands at a message: there is nothing else to have read. */
const reads = `coalesce((SELECT jsonb_agg(to_jsonb(r) || jsonb_build_object('isKnown', EXISTS (SELECT 1 FROM "DossierMessage" m
  WHERE m."homeAgencyId" = r."homeAgencyId" AND m."dossierId" = r."dossierId" AND m."createdAt" = r."readAt")))
  FROM "MessageRead" r WHERE r."homeAgencyId" = d."homeAgencyId" AND r."dossierId" = d.id), '[]')`

const BESIDE = `SELECT r.n, ${list('WorkItem')} AS work, ${list('ClockSegment')} AS clocks, ${list('Timer')} AS timers,
  ${list('SupplementRequest')} AS supplements, ${list('FeeDue')} AS fees, ${list('OutboxMessage', 'AND t."openedMonth" = d."openedMonth"')} AS outbox,
  ${list('Command')} AS commands, ${list('Payment')} AS payments, ${list('PaymentReceipt')} AS receipts, ${list('Notification')} AS notifications,
  ${delegations} AS delegations, ${invitations} AS invitations, ${messages} AS messages, ${reads} AS reads, ${list('Proposal')} AS proposals,
  EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = d.id AND q."liftedAt" IS NULL) AS "isSetAside", to_jsonb(d) - 'state' AS dossier
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r(home, id, n) JOIN "Dossier" d ON d."homeAgencyId" = r.home AND d.id = r.id`

/** As many as one answer should hold. */
export const BESIDE_AT_ONCE = 50

const findBeside = inBatches<{ homeAgencyId: string; id: string }, Projections | null>(
  async (asked) => {
    const found = await prepared<Projections & { n: string }>('beside', BESIDE, [
      asked.map(({ homeAgencyId }) => homeAgencyId),
      asked.map(({ id }) => id),
    ])
    const byPlace = new Map(found.map(({ n, ...beside }) => [Number(n), beside]))
    return asked.map(async (_, n) => byPlace.get(n + 1) ?? null)
  },
  { atOnce: 1, most: BESIDE_AT_ONCE },
)

/** Everything that stands beside one dossier's state; those that are asked for in one moment are read together. */
export const projectionsOf = (homeAgencyId: string, id: string): Promise<Projections | null> => findBeside({ homeAgencyId, id })

export const storedFiles = (after: string, take: number) =>
  db.storedFile.findMany({
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, sha256: true, size: true },
  })
