import { namesOfGrants } from './account.repository.ts'
import type { Actor } from './actor.ts'

/** First three and last two of a personal number: enough to know one's own. */
export const maskPersonalId = (value: string): string =>
  value.length > 5 ? `${value.slice(0, 3)}${'*'.repeat(value.length - 5)}${value.slice(-2)}` : '*'.repeat(value.length)

export async function getMe(actor: Actor) {
  if (actor.kind !== 'CITIZEN' && actor.kind !== 'STAFF') return null
  const { grants } = actor
  const names =
    grants.length > 0
      ? await namesOfGrants(
          grants.map(({ agencyId }) => agencyId),
          grants.flatMap(({ unitId }) => unitId ?? []),
          grants.map(({ role }) => role),
        )
      : null
  const number = actor.kind === 'CITIZEN' ? (actor.personalId ?? actor.organisationId) : null
  return {
    id: actor.id,
    kind: actor.kind,
    fullName: actor.fullName,
    email: actor.kind === 'STAFF' ? actor.email : undefined,
    personalIdMasked: number ? maskPersonalId(number) : undefined,
    roles: grants.map(({ role, agencyId, unitId, unitKind }) => ({
      role,
      roleVi: names?.roles.get(role)?.nameVi ?? role,
      roleEn: names?.roles.get(role)?.nameEn ?? role,
      agencyId,
      agencyNameVi: names?.agencies.get(agencyId)?.nameVi ?? agencyId,
      unitKind: unitKind ?? undefined,
      unitNameVi: unitId ? names?.units.get(unitId)?.nameVi : undefined,
    })),
  }
}
