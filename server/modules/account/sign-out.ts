import type { Actor } from './actor.ts'
import { endSession, endSessionsOf } from './session.ts'
import { writeAudit } from './write-audit.ts'

export async function signOut(sid: string): Promise<void> {
  const accountId = await endSession(sid)
  if (accountId) await writeAudit({ actorId: accountId, action: 'SIGN_OUT', purpose: 'sign-out' })
}

export async function signOutEverywhere(actor: Actor): Promise<{ ended: number }> {
  const ended = await endSessionsOf(actor.id)
  await writeAudit({ actorId: actor.id, action: 'SIGN_OUT_EVERYWHERE', purpose: 'sign-out', details: { ended } })
  return { ended }
}
