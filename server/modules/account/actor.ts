import type { Role, UnitKind } from '#workflows/procedure/definition.ts'

/** A role held at an agency (and, when narrower, at one of its units). */
export interface Grant {
  role: Role
  agencyId: string
  unitId: string | null
  unitKind: UnitKind | null
}

export type Channel = 'WEB' | 'WORKER' | 'PORTAL' | 'PAYMENT' | 'TOOL'

interface Common {
  id: string
  fullName: string
  channel: Channel
  /** Roles in force today. Citizens hold none: what is theirs follows from being a party. */
  grants: readonly Grant[]
}
export interface CitizenActor extends Common {
  kind: 'CITIZEN'
  personalId: string | null
  organisationId: string | null
  techId: string | null
}
/** Somebody who delegated an office to the actor, with what of it is delegated and in force today. */
export interface Principal {
  delegationId: string
  id: string
  fullName: string
  grants: readonly Grant[]
}
export interface StaffActor extends Common {
  kind: 'STAFF'
  email: string
  /** In whose name the actor may act as well; in nobody's while acting in somebody's. */
  principals?: readonly Principal[]
  /** Set while `id` and `grants` are those of a principal: who really acts. */
  via?: { id: string; fullName: string; delegationId: string }
}
/** Jobs and partners' messages: `system:worker`, `system:payment`, `system:portal`. */
export interface SystemActor extends Common {
  kind: 'SYSTEM'
}
/** Nobody signed in. */
export interface Visitor extends Common {
  kind: 'VISITOR'
}
export type Actor = CitizenActor | StaffActor | SystemActor | Visitor

export const visitor: Visitor = { kind: 'VISITOR', id: 'visitor', fullName: '', channel: 'WEB', grants: [] }
export const systemActor = (name: 'worker' | 'payment' | 'portal'): SystemActor => ({
  kind: 'SYSTEM',
  id: `system:${name}`,
  fullName: name,
  channel: name === 'worker' ? 'WORKER' : name === 'payment' ? 'PAYMENT' : 'PORTAL',
  grants: [],
})

const inNameOf = (actor: StaffActor, { delegationId, id, fullName, grants }: Principal): StaffActor => ({
  ...actor,
  id,
  fullName,
  grants,
  principals: [],
  via: { id: actor.id, fullName: actor.fullName, delegationId },
})

/** The actor in their own name alone, and in the name of each who delegated to them. */
export const personasOf = (actor: Actor): readonly Actor[] =>
  actor.kind === 'STAFF'
    ? [{ ...actor, principals: [] }, ...(actor.principals ?? []).map((principal) => inNameOf(actor, principal))]
    : [actor]

export const viaOf = (actor: Actor): StaffActor['via'] => (actor.kind === 'STAFF' ? actor.via : undefined)

/** Everybody whom four eyes look at: in whose name, and who. */
export const peopleBehind = (actor: Actor): readonly string[] => [actor.id, viaOf(actor)?.id ?? actor.id]

/** The grants that an actor holds in one of these roles. */
export const grantsOf = (actor: Actor, roles: readonly Role[]): readonly Grant[] =>
  actor.grants.filter((grant) => roles.includes(grant.role))
