import { createHash } from 'node:crypto'
import { addPoint, forgetPoints, pointsTaken, type RateLimit, takePoint } from '#server/rate-limit.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { isDemo } from '../setting/settings.ts'
import { findStaffByEmail } from './account.repository.ts'
import type { SignedIn, SignInFrom, StaffSignInInput } from './account.schema.ts'
import { isPassword } from './password.ts'
import { startSession } from './session.ts'
import { writeAudit } from './write-audit.ts'

/** Printed in the README: it opens a demo and nothing else. */
const DEMO_PASSWORD = 'Demo@2026'

/** Five wrong passwords close an e-mail for the rest of a quarter of an hour, whether anybody has it or not. Never longer. */
const FAILURES_PER_EMAIL: RateLimit = { points: 5, seconds: 15 * 60, isShared: true }
/** A whole office behind one address may mistype; a list of passwords may not be tried. */
const FAILURES_PER_ADDRESS: RateLimit = { points: 100, seconds: 15 * 60, isShared: true }

const keyOf = (email: string) => createHash('sha256').update(email).digest('base64url')

const failed = (actorId: string, email: string, reason: string) =>
  writeAudit({ actorId, action: 'SIGN_IN_FAILED', purpose: 'sign-in', details: { method: 'password', email, reason } })

/** Every try takes its point before the password is looked at, so that a burst of parallel guesses gets no more than five either. */
async function takeTry(key: string, ip: string): Promise<void> {
  if ((await pointsTaken('sign-in-address', ip, FAILURES_PER_ADDRESS)) >= FAILURES_PER_ADDRESS.points)
    throw new DomainError('RATE_LIMITED', 'too many failed sign-ins from one address')
  try {
    await takePoint('sign-in', key, FAILURES_PER_EMAIL)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await failed('visitor', key, 'locked')
    throw new DomainError('ACCOUNT_LOCKED', 'too many failed sign-ins', { minutes: FAILURES_PER_EMAIL.seconds / 60 })
  }
}

/** Same answer, same work, same lock for an e-mail that nobody has. */
export async function signInStaff(given: StaffSignInInput, from: SignInFrom): Promise<SignedIn> {
  const email = given.email.trim().toLowerCase()
  const key = keyOf(email)
  await takeTry(key, from.ip)

  const account = await findStaffByEmail(email)
  const isRight = await isPassword(given.password, account?.passwordHash ?? null)
  const isRefusedDemo = given.password === DEMO_PASSWORD && !(await isDemo())
  if (!account || !isRight || isRefusedDemo || account.status !== 'ACTIVE') {
    await failed(account?.id ?? 'visitor', key, 'wrong')
    await addPoint('sign-in-address', from.ip, FAILURES_PER_ADDRESS)
    throw new DomainError('SIGN_IN_FAILED', 'wrong e-mail or password')
  }
  await forgetPoints('sign-in', key, FAILURES_PER_EMAIL)
  const sid = await startSession(account.id, 'STAFF', from.userAgent)
  await writeAudit({ actorId: account.id, action: 'SIGN_IN', purpose: 'sign-in', details: { method: 'password' } })
  return { id: account.id, name: account.fullName, sid }
}
