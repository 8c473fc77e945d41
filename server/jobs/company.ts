import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { tellAnswered, tellInvited, tellMessage } from '#server/modules/notification/company-letters.ts'
import {
  settleInvitation,
  settleMessages,
  type UntoldInvitation,
  untoldInvitations,
  untoldMessages,
} from './company.repository.ts'

const BATCH = 200

/**
 * Letters about messages and invitations. Each is settled after it was written; whoever is killed in between writes none twice, because a
 * letter is known by what it is about. A mail server that is away ends the run; one that cannot be written holds back nobody else.
 */
export async function writeCompanyLetters(signal: AbortSignal): Promise<{ told: number; failed: number }> {
  const result = { told: 0, failed: 0 }
  for (const messages of await untoldMessages(BATCH)) {
    if (signal.aborted) return result
    const isDone = messages.isRead || (await isTold(messages, () => tellMessage(messages, signal)))
    if (isDone) result.told += await settleMessages(messages)
    else result.failed += 1
  }
  for (const invitation of await untoldInvitations(BATCH)) {
    if (signal.aborted) return result
    if (await isTold(invitation, () => tellOf(invitation, signal))) result.told += await settleInvitation(invitation)
    else result.failed += 1
  }
  return result
}

async function tellOf(row: UntoldInvitation, signal: AbortSignal): Promise<void> {
  const { code, procedureVersionId, receivingPointId, toName, what, ...invitation } = row
  if (code === null || procedureVersionId === null || receivingPointId === null) return
  const known = { ...invitation, code, procedureVersionId, receivingPointId }
  if (what === 'ANSWERED') await tellAnswered(known, toName ?? '', signal)
  // answered or taken back before the letter was written: there is nothing to ask any more
  else if (invitation.status === 'OPEN') await tellInvited(known, signal)
}

async function isTold(about: { dossierId: string; id: string }, tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell()
    return true
  } catch (error) {
    if (error instanceof PartnerFault) throw error
    log.error(
      { dossierId: about.dossierId, id: about.id, err: error },
      'a letter about a message or an invitation could not be written',
    )
    return false
  }
}
