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
export interface StaffActor extends Common {
  kind: 'STAFF'
  email: string
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

/** The grants that an actor holds in one of these roles. */
export const grantsOf = (actor: Actor, roles: readonly Role[]): readonly Grant[] =>
  actor.grants.filter((grant) => roles.includes(grant.role))
