import { randomInt, randomUUID } from 'node:crypto'
import { saveCitizen } from '#server/modules/account/account.repository.ts'
import type { Actor, CitizenActor, StaffActor } from '#server/modules/account/actor.ts'
import { visitor } from '#server/modules/account/actor.ts'
import { actorOfSession, startSession } from '#server/modules/account/session.ts'
import { signInStaff } from '#server/modules/account/sign-in-staff.ts'
import { appRouter } from '#server/root.ts'
import { createCallerFactory } from '#server/trpc.ts'

const createCaller = createCallerFactory(appRouter)

/** The endpoints as this person meets them, without the network. */
export const as = (actor: Actor) => createCaller({ actor, requestId: randomUUID(), locale: 'vi', ip: '127.0.0.1' })
export const nobody = () => as(visitor)

export const demoPassword = 'Demo@2026'
const from = { ip: '127.0.0.1', userAgent: 'test' }

const staffSeen = new Map<string, StaffActor>()

/** A member of staff of the demo, signed in with the password. */
export async function staff(name: string, agency = 'xa-a'): Promise<StaffActor> {
  const email = `${name}@${agency}.demo`
  const known = staffSeen.get(email)
  if (known) return known
  const actor = await actorOfSession((await signInStaff({ email, password: demoPassword }, from)).sid)
  if (actor.kind !== 'STAFF') throw new Error(`${email} is no staff`)
  staffSeen.set(email, actor)
  return actor
}

/** A citizen nobody has met before. */
export async function citizen(about: { fullName?: string; sex?: 'male' | 'female' } = {}): Promise<CitizenActor> {
  const number = String(randomInt(1_000_000)).padStart(6, '0')
  const saved = await saveCitizen({
    techId: `TEST-${randomUUID()}`,
    personalId: `031${about.sex === 'female' ? '1' : '0'}90${number}`,
    organisationId: null,
    fullName: about.fullName ?? 'Trần Văn Thử',
    email: `nguoi-dan-${number}@cong-dan.demo`,
    phone: '0901000999',
    birthOn: '1990-02-15',
    sex: about.sex ?? 'male',
    address: 'Số 12 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng',
  })
  if (!saved) throw new Error('no account was made')
  const actor = await actorOfSession(await startSession(saved.id, 'CITIZEN', 'test'))
  if (actor.kind !== 'CITIZEN') throw new Error('the new account is no citizen')
  return actor
}
