import { Prisma } from '#prisma/generated/client.ts'
import type { Role, UnitKind } from '#workflows/procedure/definition.ts'
import type { Actor } from '../account/actor.ts'

// What rules are about, and those of the applicant's side.
export interface WorkFacts {
  workId: string
  role: Role
  unitKind: UnitKind
  agencyId: string
  assigneeId: string | null
  /** Who looked before and may not look again: four eyes. */
  excludedIds: readonly string[]
  isOpen: boolean
  /** An opinion is asked here; null: the step's own work, or a duty. */
  member: string | null
  /** A member who answered, in words of the version. */
  hasAnswered: boolean
  /** Done by another agency before the dossier was transferred. */
  isPast: boolean
}
export interface DossierFacts {
  receivingPointId: string
  supportPointId: string | null
  competentAgencyId: string
  isEnded: boolean
  parties: readonly { accountId: string | null; personalId: string | null }[]
  /** Accounts that a party let help, today. */
  helperIds: readonly string[]
  /** Personal number of the one who is offered to go on with it as the applicant. */
  offeredTo: string | null
  work: readonly WorkFacts[]
}

export type Sql = Prisma.Sql
export interface Rule {
  name: string
  holds(actor: Actor, dossier: DossierFacts, workId?: string): boolean
  /** The same as a condition on the alias `d` of Dossier; only rules of `view` need one. Null: never holds for this actor. */
  filter?(actor: Actor): Sql | null
}

/** The applicant or owner: by account, or by the personal number that the identity provider vouched for (filed at a desk or a portal). */
export const party: Rule = {
  name: 'party',
  holds: (actor, dossier) =>
    actor.kind === 'CITIZEN' &&
    dossier.parties.some((p) => p.accountId === actor.id || (p.personalId !== null && p.personalId === actor.personalId)),
  filter: (actor) =>
    actor.kind !== 'CITIZEN'
      ? null
      : Prisma.sql`EXISTS (SELECT 1 FROM "DossierParty" p WHERE p."homeAgencyId" = d."homeAgencyId" AND p."dossierId" = d.id
          AND (p."accountId" = ${actor.id} OR p."personalId" = ${actor.personalId}))`,
}

/** Whom a party let help: sees and prepares; what has effects in law the party does. */
export const helper: Rule = {
  name: 'helper whom a party invited',
  holds: (actor, dossier) => actor.kind === 'CITIZEN' && dossier.helperIds.includes(actor.id),
  filter: (actor) =>
    actor.kind !== 'CITIZEN'
      ? null
      : Prisma.sql`EXISTS (SELECT 1 FROM "Invitation" i WHERE i."toId" = ${actor.id} AND i."subjectId" = d.id AND i.kind = 'HELP'
          AND i.status = 'ACCEPTED' AND i."expiresAt" > app_now())`,
}
/** Is offered to become the applicant; sees nothing of it before saying yes. */
export const successor: Rule = {
  name: 'who is offered to go on with it',
  holds: (actor, dossier) => actor.kind === 'CITIZEN' && actor.personalId !== null && dossier.offeredTo === actor.personalId,
}
