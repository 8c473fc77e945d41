import { encode } from 'next-auth/jwt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { env } from '#server/env.ts'
import { saveCitizen } from '#server/modules/account/account.repository.ts'
import { actorOfSession, actorOfToken, startSession } from '#server/modules/account/session.ts'
import { signInStaff } from '#server/modules/account/sign-in-staff.ts'
import { signOut } from '#server/modules/account/sign-out.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, demoPassword, nobody, staff } from '#tests/builders/people.ts'

const signIn = (email: string, password = demoPassword, ip = '127.0.0.1') =>
  signInStaff({ email, password }, { ip, userAgent: 'test' })
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: { code?: string }) => error.code,
  )
const tokenOf = (sid: string, secret = env.NEXTAUTH_SECRET) => encode({ token: { sid }, secret })
const latestAudit = async (actorId: string) =>
  (
    await asOwner<{ action: string }>(`SELECT action FROM "AuditEntry" WHERE "actorId" = $1 ORDER BY id DESC LIMIT 1`, [actorId])
  )[0]?.action

afterEach(() => {
  vi.useRealTimers()
})
/** Settings and sessions are remembered for seconds. */
const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })

describe('signing in as staff', () => {
  it('opens a session with the roles in force', async () => {
    const { id, sid } = await signIn('desk@xa-a.demo')
    const actor = await actorOfToken(await tokenOf(sid))
    expect(actor).toMatchObject({
      kind: 'STAFF',
      id,
      fullName: 'Phạm Thị Thu Hà',
      grants: [{ role: 'desk', agencyId: 'xa-a', unitId: 'xa-a-oneStopDesk', unitKind: 'oneStopDesk' }],
    })
    expect(await latestAudit(id)).toBe('SIGN_IN')
    expect(await as(actor).account.me()).toMatchObject({
      kind: 'STAFF',
      email: 'desk@xa-a.demo',
      roles: [
        {
          role: 'desk',
          roleVi: 'Cán bộ một cửa',
          agencyNameVi: 'Ủy ban nhân dân phường Hải Thịnh',
          unitNameVi: 'Trung tâm Phục vụ hành chính công',
        },
      ],
    })
  })

  it('does not mind capitals and spaces around the e-mail', async () => {
    expect(await codeOf(signIn('  Leader@XA-B.demo '))).toBe('signed in')
  })

  it('says the same for a wrong password and for an e-mail that nobody has', async () => {
    expect(await codeOf(signIn('clerk@xa-a.demo', 'wrong'))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(signIn('nobody@xa-a.demo', 'wrong'))).toBe('SIGN_IN_FAILED')
  })

  it.each(['head@xa-a.demo', 'stranger@xa-a.demo'])('closes %s after five failures, and opens it again', async (email) => {
    for (let i = 0; i < 5; i++) expect(await codeOf(signIn(email, `wrong ${i}`))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(signIn(email))).toBe('ACCOUNT_LOCKED')
    await asOwner(`UPDATE "RateLimit" SET expire = 1 WHERE key LIKE 'sign-in:%'`)
    expect(await codeOf(signIn(email))).toBe(email.startsWith('head') ? 'signed in' : 'SIGN_IN_FAILED')
  })

  it('counts guesses that come all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => codeOf(signIn('operator@xa-b.demo', `guess ${i}`))))
    expect(answers.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'ACCOUNT_LOCKED')).toHaveLength(7)
    expect(await codeOf(signIn('operator@xa-b.demo'))).toBe('ACCOUNT_LOCKED')
  })

  it('forgets failures after a success', async () => {
    for (let i = 0; i < 4; i++) await codeOf(signIn('clerk@xa-b.demo', 'wrong'))
    expect(await codeOf(signIn('clerk@xa-b.demo'))).toBe('signed in')
    for (let i = 0; i < 4; i++) await codeOf(signIn('clerk@xa-b.demo', 'wrong'))
    expect(await codeOf(signIn('clerk@xa-b.demo'))).toBe('signed in')
  })

  it('is refused to an account that was closed', async () => {
    await asOwner(`UPDATE "Account" SET status = 'CLOSED' WHERE email = 'admin@so-tc.demo'`)
    expect(await codeOf(signIn('admin@so-tc.demo'))).toBe('SIGN_IN_FAILED')
  })

  it('refuses the demo password where the database is no demo', async () => {
    await asOwner(`UPDATE "Setting" SET value = 'false' WHERE key = 'demo'`)
    later(10)
    expect(await codeOf(signIn('director@xa-b.demo'))).toBe('SIGN_IN_FAILED')
    await asOwner(`UPDATE "Setting" SET value = 'true' WHERE key = 'demo'`)
    later(20)
    expect(await codeOf(signIn('director@xa-b.demo'))).toBe('signed in')
  })

  it('leaves no password and no e-mail in the audit', async () => {
    await codeOf(signIn('officer@so-tc.demo', 'a very secret guess'))
    const [row] = await asOwner<{ all: string }>(`SELECT string_agg(details::text, ' ') AS all FROM "AuditEntry"`)
    expect(row?.all).not.toMatch(/secret guess|officer@so-tc/)
  })
})

describe('a session', () => {
  it('is nobody’s when the token is forged, foreign or cut off', async () => {
    const { sid } = await signIn('accountant@xa-a.demo')
    const right = await tokenOf(sid)
    expect((await actorOfToken(right)).kind).toBe('STAFF')
    expect((await actorOfToken(await tokenOf(sid, 'another secret, just as long'))).kind).toBe('VISITOR')
    expect((await actorOfToken(await tokenOf('invented'))).kind).toBe('VISITOR')
    expect((await actorOfToken(right.slice(0, -4))).kind).toBe('VISITOR')
    expect((await actorOfToken('{"sid":"x"}')).kind).toBe('VISITOR')
    expect((await actorOfToken(undefined)).kind).toBe('VISITOR')
  })

  it('is stored as a hash only', async () => {
    const { sid } = await signIn('accountant@xa-b.demo')
    expect(await asOwner(`SELECT 1 FROM "Session" WHERE id = $1`, [sid])).toEqual([])
  })

  it('ends at sign-out', async () => {
    const { id, sid } = await signIn('director@xa-a.demo')
    expect((await actorOfSession(sid)).kind).toBe('STAFF')
    await signOut(sid)
    expect((await actorOfSession(sid)).kind).toBe('VISITOR')
    expect(await latestAudit(id)).toBe('SIGN_OUT')
  })

  it('ends everywhere at once when asked to', async () => {
    const first = await signIn('officer@xa-b.demo')
    const second = await signIn('officer@xa-b.demo')
    const actor = await actorOfSession(first.sid)
    expect((await actorOfSession(second.sid)).kind).toBe('STAFF')
    expect(await as(actor).account.signOutEverywhere()).toMatchObject({ ended: 2 })
    expect((await actorOfSession(first.sid)).kind).toBe('VISITOR')
    expect((await actorOfSession(second.sid)).kind).toBe('VISITOR')
  })

  it('cannot be ended everywhere by nobody', async () => {
    await expect(nobody().account.signOutEverywhere()).rejects.toMatchObject({ message: 'NOT_SIGNED_IN', code: 'UNAUTHORIZED' })
  })

  it.each([
    ['idle for too long', `"lastSeenAt" = now() - interval '9 hours'`],
    ['older than a working day', `"expiresAt" = now() - interval '1 second'`],
    ['revoked from another process', `"revokedAt" = now()`],
  ])('is over when %s', async (_, change) => {
    const { id, sid } = await signIn('head@xa-b.demo')
    expect((await actorOfSession(sid)).kind).toBe('STAFF')
    await asOwner(`UPDATE "Session" SET ${change} WHERE "accountId" = $1`, [id])
    later(3)
    expect((await actorOfSession(sid)).kind).toBe('VISITOR')
  })

  it('of a citizen stands idle for half an hour only', async () => {
    const { id } = await citizen()
    const sid = await startSession(id, 'CITIZEN', null)
    await asOwner(`UPDATE "Session" SET "lastSeenAt" = now() - interval '31 minutes' WHERE "accountId" = $1`, [id])
    expect((await actorOfSession(sid)).kind).toBe('VISITOR')
  })

  it('carries no role that has ended or not yet begun', async () => {
    const { id, sid } = await signIn('leader@so-tc.demo')
    await asOwner(`UPDATE "RoleGrant" SET "validTo" = '2026-01-01' WHERE "accountId" = $1`, [id])
    later(3)
    expect((await actorOfSession(sid)).grants).toEqual([])
    await asOwner(`UPDATE "RoleGrant" SET "validTo" = NULL, "validFrom" = '2999-01-01' WHERE "accountId" = $1`, [id])
    later(6)
    expect((await actorOfSession(sid)).grants).toEqual([])
  })
})

describe('an account of a citizen', () => {
  const person = {
    techId: 'TECH-1',
    personalId: '031090000777',
    organisationId: null,
    fullName: 'Trần Văn Lợi',
    email: 'loi@cong-dan.demo',
    phone: '0901000001',
    birthOn: '1990-02-15',
    sex: 'male' as const,
    address: 'Hải Phòng',
  }

  it('is made once, also when the first two sign-ins meet', async () => {
    const made = await Promise.all([saveCitizen(person), saveCitizen(person)])
    expect(new Set(made.map((one) => one?.id)).size).toBe(1)
  })

  it('is known again by its TechID, then by the personal number', async () => {
    const first = await saveCitizen(person)
    const renamed = await saveCitizen({ ...person, fullName: 'Trần Văn Lợi Em' })
    const other = await saveCitizen({ ...person, techId: 'TECH-2' })
    expect([renamed?.id, other?.id]).toEqual([first?.id, first?.id])
  })

  it('is refused when the two numbers belong to two people', async () => {
    await saveCitizen({ ...person, techId: 'TECH-A', personalId: '031090000801' })
    await saveCitizen({ ...person, techId: 'TECH-B', personalId: '031090000802' })
    expect(await saveCitizen({ ...person, techId: 'TECH-A', personalId: '031090000802' })).toBeNull()
  })

  it('shows its owner a masked number', async () => {
    const actor = await citizen()
    const me = await as(actor).account.me()
    expect(me?.personalIdMasked).toMatch(/^031\*{7}\d\d$/)
    expect(me?.roles).toEqual([])
  })

  it('is nothing when nobody is signed in', async () => {
    expect(await nobody().account.me()).toBeNull()
  })
})

describe('the demo', () => {
  it('has everybody at each agency', async () => {
    for (const agency of ['xa-a', 'xa-b', 'so-tc', 'ca-a', 'ca-b', 'ca-tp', 'vpdk', 'so-nv'])
      for (const role of ['desk', 'accountant'] as const) {
        const known = await asOwner(`SELECT 1 FROM "Account" WHERE email = $1`, [`${role}@${agency}.demo`])
        expect(known).toHaveLength(1)
      }
    expect((await staff('officer')).grants.map(({ unitKind }) => unitKind).toSorted()).toEqual(['economy', 'justice', 'social'])
  })

  it('knows every role of the law as a row', async () => {
    expect(await asOwner(`SELECT 1 FROM "Role"`)).toHaveLength(17)
  })
})
