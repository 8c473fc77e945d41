import { DomainError } from '#workflows/domain-error.ts'
import type { StaffActor } from '../account/actor.ts'
import { roleNames } from '../account/roles.ts'
import { forgetActor } from '../account/session.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencyById } from '../agency/agencies.ts'
import { canRevoke, keptAgencies, mayEnter, ownAgencies } from './delegation.policy.ts'
import {
  type Colleague,
  civilToday,
  type DelegationRow,
  endDelegation,
  findDelegation,
  insertDelegation,
  listColleagues,
  listDelegations,
} from './delegation.repository.ts'
import {
  type CreateDelegationInput,
  DELEGABLE_ROLES,
  LONGEST_DAYS,
  PRINCIPAL_ROLES,
  type RevokeDelegationInput,
} from './delegation.schema.ts'

const delegable = (roles: readonly string[]) => DELEGABLE_ROLES.filter((role) => roles.includes(role))
const isPrincipal = ({ roles }: Colleague) => PRINCIPAL_ROLES.some((role) => roles.includes(role))
const titled = <Name extends string>(role: Name) => {
  const name = Object.entries(roleNames).find(([known]) => known === role)?.[1]
  return { role, nameVi: name?.nameVi ?? role, nameEn: name?.nameEn ?? role }
}

function stateOf({ revokedAt, validFrom, validTo, today }: DelegationRow): 'revoked' | 'coming' | 'active' | 'over' {
  if (revokedAt !== null) return 'revoked'
  if (today < validFrom) return 'coming'
  return today > validTo ? 'over' : 'active'
}

/** What the person gave, was given and may enter; with whom, where. */
export async function myDelegations(actor: StaffActor) {
  const kept = keptAgencies(actor)
  const places = [...new Set([...ownAgencies(actor), ...kept])]
  const [rows, colleagues] = await Promise.all([
    listDelegations(actor.id, kept),
    places.length === 0 ? [] : listColleagues(places),
  ])
  return {
    items: await Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        side: row.fromId === actor.id ? ('given' as const) : row.toId === actor.id ? ('received' as const) : ('kept' as const),
        agencyNameVi: (await agencyById(row.agencyId)).nameVi,
        fromName: row.fromName,
        toName: row.toName,
        enteredByName: row.createdById === row.fromId ? null : row.createdByName,
        roles: row.roles.map(titled),
        validFrom: row.validFrom,
        validTo: row.validTo,
        reason: row.reason,
        state: stateOf(row),
        mayRevoke: ['coming', 'active'].includes(stateOf(row)) && canRevoke(actor, row),
      })),
    ),
    places: await Promise.all(
      places.map(async (agencyId) => {
        const here = colleagues.filter((colleague) => colleague.agencyId === agencyId)
        const mayBeFrom = here.filter((colleague) => isPrincipal(colleague) && mayEnter(actor, agencyId, colleague.id))
        return {
          agencyId,
          nameVi: (await agencyById(agencyId)).nameVi,
          principals: mayBeFrom.map(({ id, fullName, roles }) => ({
            id,
            fullName,
            isMe: id === actor.id,
            roles: delegable(roles).map(titled),
          })),
          people: here
            .filter(({ id }) => id !== actor.id)
            .map(({ id, fullName, roles }) => ({ id, fullName, roles: roles.map(titled) })),
        }
      }),
    ),
  }
}

const DAY = 86_400_000
const wrong = (path: string, messageKey: string) =>
  new DomainError('INPUT_INVALID', `delegation: ${messageKey}`, { path, messageKey: `delegation.${messageKey}` })

/** Who it is about, and for how long, has to be true on the day on which it is entered. */
async function check(input: CreateDelegationInput, fromId: string): Promise<void> {
  const { agencyId, toId, roles, validFrom, validTo } = input
  const here = await listColleagues([agencyId])
  const from = here.find(({ id }) => id === fromId)
  if (!from || !isPrincipal(from)) throw wrong('fromId', 'fromUnfit')
  if (toId === fromId) throw wrong('toId', 'toOneself')
  if (!here.some(({ id }) => id === toId)) throw wrong('toId', 'toUnfit')
  if (roles.some((role) => !from.roles.includes(role))) throw wrong('roles', 'roleUnfit')
  if (validFrom < (await civilToday())) throw wrong('validFrom', 'fromPast')
  const days = (Date.parse(validTo) - Date.parse(validFrom)) / DAY
  if (days < 0) throw wrong('validTo', 'toBeforeFrom')
  if (days > LONGEST_DAYS) throw wrong('validTo', 'tooLong')
}

/** Entered by the person, or by an administrator of the agency for somebody who is absent; nobody entrusts themselves. */
export async function createDelegation(actor: StaffActor, input: CreateDelegationInput) {
  const fromId = input.fromId ?? actor.id
  const { requestId: id, agencyId, toId, roles, validFrom, validTo, reason } = input
  if (!mayEnter(actor, agencyId, fromId))
    throw new DomainError('NOT_PERMITTED', `${actor.id} may not enter a delegation of ${fromId} at ${agencyId}`)
  const known = await findDelegation(id)
  if (known?.createdById === actor.id) return { id }
  if (known) throw new DomainError('REQUEST_ID_REUSED', `delegation ${id} was entered by somebody else`)
  await check(input, fromId)
  if (toId === actor.id) throw wrong('toId', 'toOneself')
  const outcome = await insertDelegation({ id, agencyId, fromId, toId, roles, validFrom, validTo, reason, createdById: actor.id })
  if (outcome !== 'written') throw wrong('toId', outcome)
  await writeAudit({
    actorId: actor.id,
    action: 'delegation.create',
    purpose: 'delegating an office',
    details: { delegationId: id, agencyId, fromId, toId, roles: roles.join(' '), validFrom, validTo },
  })
  forgetActor(toId)
  return { id }
}

/** At once, by either of the two, or by an administrator of the agency. */
export async function revokeDelegation(actor: StaffActor, { id }: RevokeDelegationInput) {
  const row = await findDelegation(id)
  if (!row || !canRevoke(actor, row)) throw new DomainError('NOT_FOUND', `no delegation ${id} for ${actor.id}`)
  if ((await endDelegation(id, actor.id)) === 1)
    await writeAudit({
      actorId: actor.id,
      action: 'delegation.revoke',
      purpose: 'ending a delegation',
      details: { delegationId: id, fromId: row.fromId, toId: row.toId },
    })
  forgetActor(row.toId)
  return { id }
}
