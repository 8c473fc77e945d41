import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { Actor } from '../account/actor.ts'
import type { ProposedAction } from './approvers.ts'

export interface ProposalRow {
  homeAgencyId: string
  dossierId: string
  id: string
  action: ProposedAction
  input: unknown
  askedById: string
  askedAt: Date
  approverRole: string
  agencyId: string
  status: 'OPEN' | 'APPROVED' | 'REFUSED'
  decidedById: string | null
  decidedAt: Date | null
  refusal: string | null
}

type NewProposal = Pick<
  ProposalRow,
  'homeAgencyId' | 'dossierId' | 'id' | 'action' | 'input' | 'askedById' | 'approverRole' | 'agencyId'
>

/** Asked again with the same request id it is the same proposal. */
export const insertProposal = (row: NewProposal) => db.$executeRaw`
  INSERT INTO "Proposal" ("homeAgencyId", "dossierId", id, action, input, "askedById", "askedAt", "approverRole", "agencyId", status)
  VALUES (${row.homeAgencyId}, ${row.dossierId}, ${row.id}, ${row.action}, ${JSON.stringify(row.input)}::jsonb, ${row.askedById}, app_now(),
    ${row.approverRole}, ${row.agencyId}, 'OPEN') ON CONFLICT DO NOTHING`

const columns = Prisma.sql`p."homeAgencyId", p."dossierId", p.id, p.action, p.input, p."askedById", p."askedAt", p."approverRole", p."agencyId",
  p.status, p."decidedById", p."decidedAt", p.refusal`

export const proposalsOf = (homeAgencyId: string, dossierId: string) => db.$queryRaw<ProposalRow[]>`
  SELECT ${columns} FROM "Proposal" p WHERE p."homeAgencyId" = ${homeAgencyId} AND p."dossierId" = ${dossierId}
  ORDER BY p."askedAt" LIMIT 50`

export async function findProposal(homeAgencyId: string, dossierId: string, id: string): Promise<ProposalRow | null> {
  return (await proposalsOf(homeAgencyId, dossierId)).find((row) => row.id === id) ?? null
}

/** Decided once; the words of the request are not kept twice: what came of them stands in the history. */
export async function decideProposal(
  { homeAgencyId, dossierId, id }: Pick<ProposalRow, 'homeAgencyId' | 'dossierId' | 'id'>,
  { status, decidedById, refusal }: Pick<ProposalRow, 'status' | 'decidedById' | 'refusal'>,
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Proposal" SET status = ${status}, "decidedById" = ${decidedById}, "decidedAt" = app_now(), refusal = ${refusal},
      input = CASE WHEN ${status} = 'APPROVED' THEN NULL ELSE input END
    WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId} AND id = ${id} AND status = 'OPEN'`
  return count === 1
}

/** Open ones of dossiers that the person's agency decides on now. */
export function listOpenProposals(actor: Actor) {
  const roles = actor.grants.map(
    (grant) => Prisma.sql`(p."approverRole" = ${grant.role} AND d."competentAgencyId" = ${grant.agencyId})`,
  )
  const mine = roles.length === 0 ? Prisma.sql`FALSE` : Prisma.join(roles, ' OR ')
  return db.$queryRaw<(ProposalRow & { code: string; procedureVersionId: string })[]>`
    SELECT ${columns}, d.code, d."procedureVersionId" FROM "Proposal" p
    JOIN "Dossier" d ON d."homeAgencyId" = p."homeAgencyId" AND d.id = p."dossierId"
    WHERE p.status = 'OPEN' AND d."endedAt" IS NULL AND p."askedById" <> ${actor.id} AND (${mine}) ORDER BY p."askedAt" LIMIT 200`
}
