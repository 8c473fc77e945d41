import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { type Actor, peopleBehind, personasOf, viaOf } from '../account/actor.ts'
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
  /** Who asked, and who decided, in the name of that person. */
  askedViaId: string | null
  decidedViaId: string | null
}

type NewProposal = Pick<
  ProposalRow,
  'homeAgencyId' | 'dossierId' | 'id' | 'action' | 'input' | 'askedById' | 'askedViaId' | 'approverRole' | 'agencyId'
>

/** Asked again with the same request id it is the same proposal. */
export const insertProposal = (row: NewProposal) => db.$executeRaw`
  INSERT INTO "Proposal" ("homeAgencyId", "dossierId", id, action, input, "askedById", "askedAt", "approverRole", "agencyId", status, "askedViaId")
  VALUES (${row.homeAgencyId}, ${row.dossierId}, ${row.id}, ${row.action}, ${JSON.stringify(row.input)}::jsonb, ${row.askedById}, app_now(),
    ${row.approverRole}, ${row.agencyId}, 'OPEN', ${row.askedViaId}) ON CONFLICT DO NOTHING`

const columns = Prisma.sql`p."homeAgencyId", p."dossierId", p.id, p.action, p.input, p."askedById", p."askedAt", p."approverRole", p."agencyId",
  p.status, p."decidedById", p."decidedAt", p.refusal, p."askedViaId", p."decidedViaId"`

export const proposalsOf = (homeAgencyId: string, dossierId: string) => db.$queryRaw<ProposalRow[]>`
  SELECT ${columns} FROM "Proposal" p WHERE p."homeAgencyId" = ${homeAgencyId} AND p."dossierId" = ${dossierId}
  ORDER BY p."askedAt" LIMIT 50`

export async function findProposal(homeAgencyId: string, dossierId: string, id: string): Promise<ProposalRow | null> {
  return (await proposalsOf(homeAgencyId, dossierId)).find((row) => row.id === id) ?? null
}

/** Decided once; the words of the request are not kept twice: what came of them stands in the history. */
export async function decideProposal(
  { homeAgencyId, dossierId, id }: Pick<ProposalRow, 'homeAgencyId' | 'dossierId' | 'id'>,
  { status, decidedBy, refusal }: Pick<ProposalRow, 'status' | 'refusal'> & { decidedBy: Actor },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Proposal" SET status = ${status}, "decidedById" = ${decidedBy.id}, "decidedViaId" = ${viaOf(decidedBy)?.id ?? null}, "decidedAt" = app_now(), refusal = ${refusal},
      input = CASE WHEN ${status} = 'APPROVED' THEN NULL ELSE input END
    WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId} AND id = ${id} AND status = 'OPEN'`
  return count === 1
}

/** Open ones of dossiers that the person's agency decides on now; what oneself asked for, in whosever name, another decides. */
export function listOpenProposals(actor: Actor) {
  const each = personasOf(actor).flatMap((persona) => {
    const people = Prisma.join([...peopleBehind(persona)])
    return persona.grants.map(
      (grant) => Prisma.sql`(p."approverRole" = ${grant.role} AND d."competentAgencyId" = ${grant.agencyId}
        AND p."askedById" NOT IN (${people}) AND (p."askedViaId" IS NULL OR p."askedViaId" NOT IN (${people})))`,
    )
  })
  const mine = each.length === 0 ? Prisma.sql`FALSE` : Prisma.join(each, ' OR ')
  return db.$queryRaw<(ProposalRow & { code: string; procedureVersionId: string })[]>`
    SELECT ${columns}, d.code, d."procedureVersionId" FROM "Proposal" p
    JOIN "Dossier" d ON d."homeAgencyId" = p."homeAgencyId" AND d.id = p."dossierId"
    WHERE p.status = 'OPEN' AND d."endedAt" IS NULL AND (${mine}) ORDER BY p."askedAt" LIMIT 200`
}
