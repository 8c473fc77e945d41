import { identityFrom } from '#server/adapters/identity/claims.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { saveCitizen } from './account.repository.ts'
import type { SignedIn, SignInFrom } from './account.schema.ts'
import { startSession } from './session.ts'
import { writeAudit } from './write-audit.ts'

/** After the identity provider vouched for the person: the account is made at the first time and refreshed at every one. */
export async function signInCitizen(claims: unknown, from: SignInFrom): Promise<SignedIn> {
  const identity = identityFrom(claims)
  const saved = identity && (await saveCitizen(identity))
  if (!identity || !saved) {
    await writeAudit({
      actorId: 'visitor',
      action: 'SIGN_IN_FAILED',
      purpose: 'sign-in',
      details: { method: 'oidc', reason: identity ? 'accountConflict' : 'claims' },
    })
    throw new DomainError('SIGN_IN_FAILED', identity ? 'numbers of different accounts' : 'claims without name or number')
  }
  const sid = await startSession(saved.id, 'CITIZEN', from.userAgent)
  await writeAudit({ actorId: saved.id, action: 'SIGN_IN', purpose: 'sign-in', details: { method: 'oidc', isNew: saved.isNew } })
  return { id: saved.id, name: identity.fullName, sid }
}
