import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { PaymentStatus } from './payment.schema.ts'

export interface PaymentRow {
  homeAgencyId: string
  id: string
  dossierId: string
  feeIds: string[]
  reference: string
  amountVnd: number
  method: 'ONLINE' | 'CASH'
  status: PaymentStatus
  payUrl: string | null
  transactionId: string | null
  createdById: string
  createdAt: Date
  expiresAt: Date | null
  settledAt: Date | null
  nextQueryAt: Date | null
  queries: number
}

/** The row with the code of its dossier. */
export async function findPayment(reference: string): Promise<(PaymentRow & { code: string }) | null> {
  const [row] = await db.$queryRaw<(PaymentRow & { code: string })[]>`
    SELECT p.*, l.code FROM "Payment" p JOIN "DossierLocator" l ON l.id = p."dossierId" WHERE p.reference = ${reference}`
  return row ?? null
}

export type NewPayment = Pick<
  PaymentRow,
  'homeAgencyId' | 'id' | 'dossierId' | 'feeIds' | 'reference' | 'amountVnd' | 'createdById'
>

/** How long a page of the platform is offered again, and how long another request may be at work on it. */
const VALID_MINUTES = 15
const STARTING_SECONDS = 30
const FIRST_QUERY_SECONDS = 60

const stillValid = (payment: Pick<NewPayment, 'homeAgencyId' | 'dossierId' | 'feeIds' | 'amountVnd'>) => Prisma.sql`
  "homeAgencyId" = ${payment.homeAgencyId} AND "dossierId" = ${payment.dossierId} AND method = 'ONLINE' AND status = 'PENDING'
  AND "feeIds" = ${payment.feeIds}::text[] AND "amountVnd" = ${payment.amountVnd}::int AND "expiresAt" > app_now()
  AND ("payUrl" IS NOT NULL OR "createdAt" > app_now() - make_interval(secs => ${STARTING_SECONDS}::int))`

/** Writes the attempt down before the platform is asked; null when one for the same fees is still good (two clicks, two tabs). */
export async function insertPending(payment: NewPayment): Promise<PaymentRow | null> {
  const [, rows] = await db.$transaction([
    db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`payment/${payment.dossierId}`}, 0))`,
    db.$queryRaw<PaymentRow[]>`
      INSERT INTO "Payment" ("homeAgencyId", id, "dossierId", "feeIds", reference, "amountVnd", method, status, "createdById", "createdAt", "expiresAt", "nextQueryAt")
      SELECT ${payment.homeAgencyId}, ${payment.id}, ${payment.dossierId}, ${payment.feeIds}::text[], ${payment.reference}, ${payment.amountVnd}::int,
        'ONLINE', 'PENDING', ${payment.createdById}, n.now, n.now + make_interval(mins => ${VALID_MINUTES}::int), n.now + make_interval(secs => ${FIRST_QUERY_SECONDS}::int)
      FROM (SELECT app_now() AS now) n
      WHERE NOT EXISTS (SELECT 1 FROM "Payment" WHERE ${stillValid(payment)})
      ON CONFLICT ("homeAgencyId", id) DO NOTHING RETURNING *`,
  ])
  return rows[0] ?? null
}

export async function findStillValid(payment: NewPayment): Promise<PaymentRow | null> {
  const [row] = await db.$queryRaw<PaymentRow[]>`
    SELECT * FROM "Payment" WHERE ${stillValid(payment)} ORDER BY "createdAt" DESC LIMIT 1`
  return row ?? null
}

export const findPaymentById = (homeAgencyId: string, id: string) =>
  db.payment.findUnique({
    where: { homeAgencyId_id: { homeAgencyId, id } },
    select: { dossierId: true, payUrl: true, status: true },
  })

const key = (row: Pick<PaymentRow, 'homeAgencyId' | 'id'>) => ({ homeAgencyId: row.homeAgencyId, id: row.id })

export const setPayUrl = (row: PaymentRow, payUrl: string) => db.payment.updateMany({ where: key(row), data: { payUrl } })

/** The page of this attempt never reached anybody: it is not offered again, but its fate is still asked for. */
export const dropOffer = (row: PaymentRow) => db.payment.updateMany({ where: key(row), data: { expiresAt: row.createdAt } })

/** Only while nobody knows better: what was paid is never called failed. */
export const endUnpaid = (row: Pick<PaymentRow, 'homeAgencyId' | 'id'>, status: 'FAILED' | 'CANCELLED') =>
  db.payment.updateMany({ where: { ...key(row), status: 'PENDING' }, data: { status, nextQueryAt: null } })

/** Money that came although nothing is owed for it: no event of the dossier says so, the accountant's list does. */
export async function markRefundDue(row: Pick<PaymentRow, 'homeAgencyId' | 'id'>, transactionId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Payment" SET status = 'REFUND_DUE', "transactionId" = ${transactionId}, "settledAt" = app_now(), "nextQueryAt" = NULL
    WHERE "homeAgencyId" = ${row.homeAgencyId} AND id = ${row.id} AND status <> 'SUCCEEDED'`
}

/** Takes payments whose fate is to be asked for; each is pushed on, so that two workers do not ask for the same one. */
export async function claimQueries(limit: number): Promise<(PaymentRow & { code: string; now: Date })[]> {
  return db.$queryRaw`
    UPDATE "Payment" p SET queries = p.queries + 1, "nextQueryAt" = app_now() + make_interval(secs => least(3600, 60 * power(2, least(p.queries, 6)))::int)
    FROM (SELECT "homeAgencyId", id FROM "Payment" WHERE status = 'PENDING' AND method = 'ONLINE' AND "nextQueryAt" <= app_now()
      ORDER BY "nextQueryAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED) k, "DossierLocator" l
    WHERE p."homeAgencyId" = k."homeAgencyId" AND p.id = k.id AND l.id = p."dossierId" RETURNING p.*, l.code, app_now() AS now`
}

/** The next number of a register of this year (civil time of Việt Nam). */
export async function nextReceiptNumber(agencyId: string, register: string): Promise<{ year: number; n: number }> {
  const [row] = await db.$queryRaw<{ year: number; n: number }[]>`
    SELECT y.year, next_document_number(${agencyId}, ${register}, y.year) AS n
    FROM (SELECT extract(year FROM app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS year) y`
  if (!row) throw new DomainError('INTERNAL', `no receipt number for ${agencyId}`)
  return row
}
