import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'
import type { NoticeKind } from './notification.schema.ts'

export const findPreference = (accountId: string) =>
  db.noticePreference.findUnique({ where: { accountId }, select: { choices: true, quietFrom: true, quietTo: true } })

export async function savePreference(
  accountId: string,
  { choices, quietFrom, quietTo }: { choices: object; quietFrom: string | null; quietTo: string | null },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "NoticePreference" ("accountId", choices, "quietFrom", "quietTo", "updatedAt")
    VALUES (${accountId}, ${JSON.stringify(choices)}::jsonb, ${quietFrom}, ${quietTo}, app_now())
    ON CONFLICT ("accountId") DO UPDATE SET choices = EXCLUDED.choices, "quietFrom" = EXCLUDED."quietFrom", "quietTo" = EXCLUDED."quietTo",
      "updatedAt" = EXCLUDED."updatedAt"`
}

/** One word to one person: the rows of one of these are its ways. */
export interface NoticeGroup {
  homeAgencyId: string
  dossierId: string | null
  petitionId: string | null
  /** What is neither: a draft, or an invitation. */
  aboutKind?: AboutKind | null
  aboutId?: string | null
  eventSeq: number
  template: string
  recipient: string
}
/** Nobody sends it: the person asked to be called. */
export const CALL_WANTED = 'CALL_WANTED'
export type AboutKind = 'DRAFT' | 'INVITATION'

export interface NoticeToWrite extends NoticeGroup {
  kind: NoticeKind
  channel: string
  accountId: string | null
  agencyId: string
  status: string
  reason: string | null
  fallBackTo: readonly string[]
  sendAt: Date | null
  giveUpAt: Date | null
}

const withIds = (rows: readonly NoticeToWrite[]) => JSON.stringify(rows.map((row) => ({ ...row, id: randomUUIDv7() })))

/** Written once, however often it is asked for; of a petition only when this request of it was written. */
export const insertNotices = (rows: readonly NoticeToWrite[], petitionRequest: string | null = null) => db.$executeRaw`
    INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "petitionId", "aboutKind", "aboutId", "eventSeq", template, kind, channel, recipient, "accountId",
      "agencyId", status, reason, "fallBackTo", "nextAttemptAt", "giveUpAt", "createdAt", "deliveredAt", "undeliverableAt")
    SELECT r."homeAgencyId", r.id, r."dossierId", r."petitionId", r."aboutKind", r."aboutId", r."eventSeq", r.template, r.kind, r.channel, r.recipient,
      r."accountId", r."agencyId", r.status, r.reason, r."fallBackTo", r."sendAt", r."giveUpAt", app_now(),
      CASE WHEN r.status = 'DELIVERED' THEN app_now() END, CASE WHEN r.reason = ${CALL_WANTED} THEN app_now() END
    FROM jsonb_to_recordset(${withIds(rows)}::jsonb) AS r("homeAgencyId" text, id text, "dossierId" text, "petitionId" text, "aboutKind" text, "aboutId" text, "eventSeq" int,
      template text, kind text, channel text, recipient text, "accountId" text, "agencyId" text, status text, reason text, "fallBackTo" text[], "sendAt" timestamptz, "giveUpAt" timestamptz)
    WHERE ${petitionRequest}::text IS NULL OR EXISTS (SELECT 1 FROM "PetitionEvent" e WHERE e."petitionId" = r."petitionId" AND e."requestId" = ${petitionRequest})
    ON CONFLICT DO NOTHING`

export interface ClaimedNotice extends NoticeGroup {
  id: string
  kind: NoticeKind
  channel: string
  accountId: string | null
  agencyId: string | null
  attempts: number
  leaseToken: bigint
  fallBackTo: string[]
  giveUpAt: Date | null
  now: Date
}

/** Takes waiting notices of one way; nobody else gets them until the lease ends or is settled. */
export const claimNotices = (channel: string, limit: number, leaseSeconds: number) => db.$queryRaw<ClaimedNotice[]>`
  UPDATE "Notification" n SET status = 'SENDING', attempts = n.attempts + 1, "leaseToken" = n."leaseToken" + 1,
    "leaseUntil" = app_now() + make_interval(secs => ${leaseSeconds}::int)
  FROM (SELECT x."homeAgencyId", x.id FROM "Notification" x
    WHERE x.status IN ('QUEUED', 'SENDING') AND x."nextAttemptAt" <= app_now() AND (x."leaseUntil" IS NULL OR x."leaseUntil" <= app_now())
      AND x.channel = ${channel}
    ORDER BY x."nextAttemptAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED) c
  WHERE n."homeAgencyId" = c."homeAgencyId" AND n.id = c.id
  RETURNING n."homeAgencyId", n.id, n."dossierId", n."petitionId", n."aboutKind", n."aboutId", n."eventSeq", n.template, n.recipient, n.kind, n.channel, n."accountId", n."agencyId",
    n.attempts, n."leaseToken", coalesce(n."fallBackTo", '{}') AS "fallBackTo", n."giveUpAt", app_now() AS now`

type Claim = Pick<ClaimedNotice, 'homeAgencyId' | 'id' | 'leaseToken'>

/** The partner took it, or says that it has arrived already. */
export const settleSent = ({ homeAgencyId, id, leaseToken }: Claim, isDelivered: boolean, partnerId: string) => db.$executeRaw`
  UPDATE "Notification" SET status = CASE WHEN ${isDelivered} THEN 'DELIVERED' ELSE 'SENT' END, "messageId" = coalesce(nullif(${partnerId}, ''), "messageId"),
    reason = NULL, "leaseUntil" = NULL, "nextAttemptAt" = NULL, "sentAt" = app_now(), "deliveredAt" = CASE WHEN ${isDelivered} THEN app_now() END
  WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id} AND "leaseToken" = ${leaseToken}::bigint AND status = 'SENDING'`

/** Not now. An attempt that was not made (quiet hours) is not counted. */
export const settleWaiting = (
  { homeAgencyId, id, leaseToken }: Claim,
  nextAttemptAt: Date,
  reason: string,
  wasTried: boolean,
) => db.$executeRaw`
  UPDATE "Notification" SET status = 'QUEUED', reason = ${reason.slice(0, 200)}, "leaseUntil" = NULL, "nextAttemptAt" = ${nextAttemptAt},
    attempts = attempts - CASE WHEN ${wasTried} THEN 0 ELSE 1 END
  WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id} AND "leaseToken" = ${leaseToken}::bigint AND status = 'SENDING'`

/** What a person has to bring when nothing else did: these kinds, and words of people to people. */
const HAVE_TO_ARRIVE = ['LEGAL', 'MONEY', 'PETITION']
const WAITED_FOR = ['messageWritten', 'invited', 'invitationAnswered', 'draftTaken', 'draftEnds']
/** Nothing is left to be told: the draft is handed in, the invitation taken back. */
export const NOT_NEEDED = 'NOT_NEEDED'

/** When no way has brought it, or still may, the desk is asked to. */
const markUndeliverable = ({ homeAgencyId, id }: Pick<Claim, 'homeAgencyId' | 'id'>) => db.$executeRaw`
  UPDATE "Notification" n SET "undeliverableAt" = app_now()
  WHERE n."homeAgencyId" = ${homeAgencyId} AND n.id = ${id} AND n.status IN ('FAILED', 'NO_ADDRESS', 'REFUSED')
    AND (n.kind = ANY (${HAVE_TO_ARRIVE}) OR split_part(n.template, '/', 1) = ANY (${WAITED_FOR}))
    AND n."agencyId" IS NOT NULL AND n.reason IS DISTINCT FROM ${NOT_NEEDED}
    AND NOT EXISTS (SELECT 1 FROM "Notification" o WHERE o."homeAgencyId" = n."homeAgencyId" AND o."dossierId" IS NOT DISTINCT FROM n."dossierId"
      AND o."petitionId" IS NOT DISTINCT FROM n."petitionId" AND o."aboutId" IS NOT DISTINCT FROM n."aboutId" AND o."eventSeq" = n."eventSeq" AND o.template = n.template AND o.recipient = n.recipient
      AND (o."undeliverableAt" IS NOT NULL OR (o.channel <> 'IN_APP' AND o.status IN ('QUEUED', 'SENDING', 'SENT', 'DELIVERED'))))`

/** A letter that could not go: the one way of those who have no telephone. */
export const letterFailed = async (homeAgencyId: string, id: string): Promise<void> => {
  await markUndeliverable({ homeAgencyId, id })
}

interface Failure {
  homeAgencyId: string
  id: string
  reason: string
  /** Of the way that is tried next. */
  next: { channel: string; fallBackTo: string[]; sendAt: Date; giveUpAt: Date } | null
}

/** It will not arrive this way: the next one is queued in the same breath, or a person is asked. `leaseToken` null: the partner said so later. */
export async function settleFailed({ homeAgencyId, id, reason, next }: Failure, leaseToken: bigint | null): Promise<void> {
  const given = JSON.stringify(next ? [{ ...next, id: randomUUIDv7() }] : [])
  await db.$transaction([
    db.$executeRaw`
      WITH failed AS (
        UPDATE "Notification" SET status = 'FAILED', reason = ${reason.slice(0, 200)}, "leaseUntil" = NULL, "nextAttemptAt" = NULL
        WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id}
          AND (CASE WHEN ${leaseToken}::bigint IS NULL THEN status IN ('SENT', 'SENDING', 'QUEUED') ELSE status = 'SENDING' AND "leaseToken" = ${leaseToken}::bigint END)
        RETURNING *)
      INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "petitionId", "aboutKind", "aboutId", "eventSeq", template, kind, channel, recipient,
        "accountId", "agencyId", status, "fallBackTo", "nextAttemptAt", "giveUpAt", "createdAt")
      SELECT f."homeAgencyId", r.id, f."dossierId", f."petitionId", f."aboutKind", f."aboutId", f."eventSeq", f.template, f.kind, r.channel, f.recipient, f."accountId",
        f."agencyId", 'QUEUED', r."fallBackTo", r."sendAt", r."giveUpAt", app_now()
      FROM failed f CROSS JOIN jsonb_to_recordset(${given}::jsonb) AS r(id text, channel text, "fallBackTo" text[], "sendAt" timestamptz, "giveUpAt" timestamptz)
      ON CONFLICT DO NOTHING`,
    markUndeliverable({ homeAgencyId, id }),
  ])
}

/** The row that a partner's report names by its key. */
export async function findReported(channel: string, id: string) {
  const [row] = await db.$queryRaw<Omit<ClaimedNotice, 'leaseToken'>[]>`
    SELECT n."homeAgencyId", n.id, n."dossierId", n."petitionId", n."aboutKind", n."aboutId", n."eventSeq", n.template, n.recipient, n.kind, n.channel, n."accountId", n."agencyId",
      n.attempts, coalesce(n."fallBackTo", '{}') AS "fallBackTo", n."giveUpAt", app_now() AS now
    FROM "Notification" n WHERE n.id = ${id} AND n.channel = ${channel}`
  return row ?? null
}

/** Arrived; whoever was to call because of it need not any more. */
export const settleDelivered = (homeAgencyId: string, id: string) => db.$executeRaw`
  UPDATE "Notification" SET status = 'DELIVERED', reason = NULL, "deliveredAt" = app_now(), "sentAt" = coalesce("sentAt", app_now()), "leaseUntil" = NULL,
    "nextAttemptAt" = NULL, "undeliverableAt" = CASE WHEN "handledAt" IS NULL THEN NULL ELSE "undeliverableAt" END
  WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id} AND status <> 'DELIVERED'`

/** False: a message that was read before. */
export async function spendReportNonce(system: 'SMS' | 'ZALO', nonce: string): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO "UsedNonce" (system, nonce, at) VALUES (${system}, ${nonce}, app_now()) ON CONFLICT DO NOTHING`
  return count === 1
}
