import type { Actor } from './actor.ts'
import { endSession, endSessionsOf, secretOf } from './session.ts'
import { writeAudit } from './write-audit.ts'

export async function signOut(sid: string): Promise<void> {
  const accountId = await endSession(sid)
  if (accountId) await writeAudit({ actorId: accountId, action: 'SIGN_OUT', purpose: 'sign-out' })
}

/** Ends the session behind the value of the session cookie. */
export async function signOutOfToken(token: string | undefined): Promise<void> {
  const secret = token ? await secretOf(token) : null
  if (secret) await signOut(secret)
}

export async function signOutEverywhere(actor: Actor): Promise<{ ended: number }> {
  const ended = await endSessionsOf(actor.id)
  await writeAudit({ actorId: actor.id, action: 'SIGN_OUT_EVERYWHERE', purpose: 'sign-out', details: { ended } })
  return { ended }
}
