import { Prisma } from '#prisma/generated/client.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { type Actor, type Grant, grantsOf, peopleBehind, personasOf } from '../account/actor.ts'
import { type DossierFacts, helper, party, type Rule, type Sql, successor, type WorkFacts } from './applicants-side.policy.ts'

export type { DossierFacts, WorkFacts } from './applicants-side.policy.ts'

/**
 * Who may do what with a dossier: one table (`MAY`), two readings: `can` answers for one dossier, `visibleTo` is the rule `view` as a filter
 * of queries. Whether an act is possible now is the machine's question, not this one.
 */
const at = (grants: readonly Grant[], agencyId: string | null) => grants.some((grant) => grant.agencyId === agencyId)
const fits = (grant: Grant, work: WorkFacts) =>
  grant.agencyId === work.agencyId && grant.role === work.role && (grant.unitKind === null || grant.unitKind === work.unitKind)
const inUnit = (grant: Grant, work: WorkFacts) =>
  grant.agencyId === work.agencyId && (grant.unitKind === null || grant.unitKind === work.unitKind)
const agencies = (grants: readonly Grant[]) => Prisma.join([...new Set(grants.map((grant) => grant.agencyId))])

/** Holds one of these roles where the papers came in (or where the person was helped). */
const atReceivingPoint = (...roles: Role[]): Rule => ({
  name: `${roles.join('|')} of the receiving point`,
  holds: (actor, dossier) => {
    const grants = grantsOf(actor, roles)
    return at(grants, dossier.receivingPointId) || (dossier.supportPointId !== null && at(grants, dossier.supportPointId))
  },
  filter: (actor) => {
    const grants = grantsOf(actor, roles)
    return grants.length === 0
      ? null
      : Prisma.sql`(d."receivingPointId" IN (${agencies(grants)}) OR d."supportPointId" IN (${agencies(grants)}))`
  },
})

const atCompetentAgency = (...roles: Role[]): Rule => ({
  name: `${roles.join('|')} of the competent agency`,
  holds: (actor, dossier) => at(grantsOf(actor, roles), dossier.competentAgencyId),
  filter: (actor) => {
    const grants = grantsOf(actor, roles)
    return grants.length === 0 ? null : Prisma.sql`d."competentAgencyId" IN (${agencies(grants)})`
  },
})

/** The unit has, or had, a duty on this dossier; being asked for an opinion is none. */
const unitWithWork = (...roles: Role[]): Rule => ({
  name: `${roles.join('|')} of a unit that has worked on it`,
  holds: (actor, dossier) =>
    grantsOf(actor, roles).some((grant) => dossier.work.some((work) => work.member === null && inUnit(grant, work))),
  filter: (actor) => {
    const grants = grantsOf(actor, roles)
    if (grants.length === 0) return null
    const each = grants.map((grant) =>
      grant.unitKind === null
        ? Prisma.sql`w."agencyId" = ${grant.agencyId}`
        : Prisma.sql`(w."agencyId" = ${grant.agencyId} AND w."unitKind" = ${grant.unitKind})`,
    )
    return Prisma.sql`EXISTS (SELECT 1 FROM "WorkItem" w WHERE w."homeAgencyId" = d."homeAgencyId" AND w."dossierId" = d.id
      AND w.member IS NULL AND (${Prisma.join(each, ' OR ')}))`
  },
})

/**
 * Asked for an opinion: reads the dossier while the answer is wanted, and whoever answered until the dossier ends, because an answer is
 * answered for. Who was spared, or kept silent, has no more business here.
 */
const askedForOpinion: Rule = {
  name: 'asked for an opinion',
  holds: (actor, dossier) =>
    dossier.work.some(
      (work) =>
        work.member !== null &&
        (work.isOpen || (work.hasAnswered && !dossier.isEnded)) &&
        (work.assigneeId === actor.id
          ? actor.grants.some((grant) => grant.agencyId === work.agencyId)
          : actor.grants.some(
              (grant) => (work.assigneeId === null && fits(grant, work)) || (grant.role === 'head' && inUnit(grant, work)),
            )),
    ),
  filter: (actor) => {
    if (actor.grants.length === 0) return null
    const each = actor.grants.map((grant) => {
      const unit = grant.unitKind === null ? Prisma.sql`TRUE` : Prisma.sql`w."unitKind" = ${grant.unitKind}`
      return Prisma.sql`(w."agencyId" = ${grant.agencyId} AND (w."assigneeId" = ${actor.id}
        OR (w."assigneeId" IS NULL AND w.role = ${grant.role} AND ${unit}) OR (${grant.role} = 'head' AND ${unit})))`
    })
    return Prisma.sql`EXISTS (SELECT 1 FROM "WorkItem" w WHERE w."homeAgencyId" = d."homeAgencyId" AND w."dossierId" = d.id
      AND w.member IS NOT NULL AND (w."closedAt" IS NULL OR (w.outcome ~ '^[a-z]' AND d."endedAt" IS NULL)) AND (${Prisma.join(each, ' OR ')}))`
  },
}

/** May do an open duty: role, agency and unit fit, not shut out by four eyes, and nobody else has taken it. */
const performerOf = (name: string, isMeant: (work: WorkFacts) => boolean): Rule => ({
  name,
  holds: (actor, dossier, workId) =>
    dossier.work.some(
      (work) =>
        work.isOpen &&
        isMeant(work) &&
        (workId === undefined || work.workId === workId) &&
        !peopleBehind(actor).some((id) => work.excludedIds.includes(id)) &&
        (work.assigneeId === null || work.assigneeId === actor.id) &&
        actor.grants.some((grant) => fits(grant, work)),
    ),
})
const performer = performerOf('performer of the open work', ({ member }) => member === null)
const member = performerOf('asked for an opinion that is open', (work) => work.member !== null)
const headOf = (name: string, isMeant: (work: WorkFacts) => boolean): Rule => ({
  name,
  holds: (actor, dossier, workId) =>
    grantsOf(actor, ['head']).some((grant) =>
      dossier.work.some(
        (work) => work.isOpen && isMeant(work) && (workId === undefined || work.workId === workId) && inUnit(grant, work),
      ),
    ),
})
const headOfUnit = headOf('head of the unit with the open work', (work) => work.member === null)
const headOfMember = headOf('head of the unit that is asked', (work) => work.member !== null)
/** Works for the agency that has it now; reading may go on after a transfer, acting may not. */
const worksHere: Rule = {
  name: 'has worked on it',
  holds: (actor, dossier) =>
    grantsOf(actor, ['officer', 'head', 'leader', 'clerk']).some((grant) =>
      dossier.work.some((work) => work.member === null && !work.isPast && inUnit(grant, work)),
    ),
}
const system = (id: string): Rule => ({ name: id, holds: (actor) => actor.kind === 'SYSTEM' && actor.id === id })

const desk = atReceivingPoint('desk')
const leader = atCompetentAgency('leader')
/** Which of these roles it has to be stands with each proposal. */
const approver = atCompetentAgency('head', 'leader', 'director')
/** Moves dossiers to another version of their procedure; reads none of them by it. */
const administrator: Rule = { name: 'administrator', holds: (actor) => grantsOf(actor, ['admin']).length > 0 }

export const MAY = {
  view: [
    party,
    helper,
    atReceivingPoint('desk', 'director', 'accountant'),
    unitWithWork('officer', 'head', 'clerk', 'accountant'),
    leader,
    askedForOpinion,
  ],
  readSealed: [party, helper, desk, unitWithWork('officer', 'head', 'clerk', 'accountant'), leader, askedForOpinion],
  withdraw: [party],
  requestWithdrawal: [party],
  supply: [party],
  pay: [party],
  chooseResultWay: [party],
  invite: [party],
  changeApplicant: [successor],
  seeReaders: [party],
  takeHistory: [party],
  writeMessage: [party, helper, desk, unitWithWork('officer', 'head', 'clerk'), leader],
  settleFee: [system('system:payment')],
  passLimit: [system('system:worker')],
  recalendar: [system('system:worker')],
  closeSub: [system('system:worker')],
  accept: [desk],
  refuseIntake: [desk],
  handOver: [desk],
  takeCash: [atReceivingPoint('desk', 'accountant')],
  returnResult: [desk],
  requestSupplement: [performer, headOfUnit],
  cancelSupplement: [worksHere, desk],
  openWork: [performer, member],
  claim: [performer, member],
  release: [performer, member, headOfUnit, headOfMember],
  assign: [headOfUnit, headOfMember, leader],
  completeStep: [performer],
  sendBack: [performer],
  recall: [worksHere],
  askOpinion: [performer],
  addMember: [performer],
  closeOpinions: [performer],
  giveOpinion: [member],
  requireObligation: [performer],
  proveObligation: [party, desk],
  settleObligation: [performer],
  openSub: [performer],
  transfer: [leader],
  /** Asks only: who has to agree is the version's word, see proposals.ts. */
  suspend: [performer, headOfUnit, leader],
  resume: [worksHere, leader],
  extend: [performer, headOfUnit, leader],
  approve: [approver],
  refuseProposal: [approver],
  stop: [headOfUnit, leader],
  confirmWithdrawal: [performer],
  denyWithdrawal: [performer],
  reopen: [leader],
  upgradeVersion: [administrator],
} satisfies Record<string, Rule[]>

export type DossierAction = keyof typeof MAY

export interface Verdict {
  allow: boolean
  /** The rule that allowed it, or what would have been needed. */
  reason: string
}

const ruleFor = (persona: Actor, action: DossierAction, dossier: DossierFacts, workId?: string): Rule | undefined => {
  const rules: readonly Rule[] = MAY[action]
  return rules.find((candidate) => candidate.holds(persona, dossier, workId))
}

/** As whom this actor may do it: as themselves first, then in the name of those who delegated to them. */
export const actingAs = (actor: Actor, action: DossierAction, dossier: DossierFacts, workId?: string): Actor[] =>
  personasOf(actor).filter((persona) => ruleFor(persona, action, dossier, workId) !== undefined)

export function can(actor: Actor, action: DossierAction, dossier: DossierFacts, workId?: string): Verdict {
  for (const persona of personasOf(actor)) {
    const rule = ruleFor(persona, action, dossier, workId)
    if (rule) return { allow: true, reason: rule.name }
  }
  const rules: readonly Rule[] = MAY[action]
  return { allow: false, reason: `needs ${rules.map((rule) => rule.name).join(' or ')}` }
}

/** Rows of Dossier (alias `d`) that this actor may see. */
export function visibleTo(actor: Actor): Sql {
  const rules: readonly Rule[] = MAY.view
  const filters = personasOf(actor)
    .flatMap((persona) => rules.map((rule) => rule.filter?.(persona) ?? null))
    .filter((sql) => sql !== null)
  return filters.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(filters, ' OR ')})`
}

/** One condition for each duty that the persona holds: equal agency and role, so that an index of both answers it in the order of the dates. */
function performableParts(persona: Actor): Sql[] {
  const people = Prisma.join([...peopleBehind(persona)])
  return persona.grants.map((grant) => {
    const unit = grant.unitKind === null ? Prisma.empty : Prisma.sql`AND w."unitKind" = ${grant.unitKind}`
    return Prisma.sql`(w."closedAt" IS NULL AND w."agencyId" = ${grant.agencyId} AND w.role = ${grant.role} ${unit}
      AND (w."excludedAccountId" IS NULL OR w."excludedAccountId" NOT IN (${people}))
      AND (w."excludedViaId" IS NULL OR w."excludedViaId" NOT IN (${people}))
      AND (w."assigneeId" IS NULL OR w."assigneeId" = ${persona.id}))`
  })
}
const performableByPersona = (persona: Actor): Sql => {
  const parts = performableParts(persona)
  return parts.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(parts, ' OR ')})`
}

/** Open WorkItem rows (alias `w`) that this actor may do: the rule `performer` as filters of lists, one for each duty. */
export const performableBy = (actor: Actor): Sql[] => personasOf(actor).flatMap(performableParts)

/** Of such a row: the id of the principal in whose name it would be done; null when the actor does it as themselves. */
export function performedInNameOf(actor: Actor): Sql {
  const [own, ...others] = personasOf(actor)
  if (!own || others.length === 0) return Prisma.sql`NULL::text`
  const cases = others.map((persona) => Prisma.sql`WHEN ${performableByPersona(persona)} THEN ${persona.id}`)
  return Prisma.sql`(CASE WHEN ${performableByPersona(own)} THEN NULL ${Prisma.join(cases, ' ')} END)`
}
