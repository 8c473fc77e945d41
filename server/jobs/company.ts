import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { tellMessage, tellOfInvitation } from '#server/modules/notification/company-letters.ts'
import { settleInvitation, settleMessages, untoldInvitations, untoldMessages } from './company.repository.ts'

const BATCH = 200

/**
 * What is told of messages and invitations. Each is settled after it was told; whoever is killed in between tells none twice, because a
 * notice is known by what it is about. A mail server that is away ends the run; one that cannot be written holds back nobody else.
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
    if (await isTold(invitation, () => tellOfInvitation(invitation, invitation.what)))
      result.told += await settleInvitation(invitation)
    else result.failed += 1
  }
  return result
}

async function isTold(about: { homeAgencyId: string; id: string }, tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell()
    return true
  } catch (error) {
    if (error instanceof PartnerFault) throw error
    log.error({ id: about.id, err: error }, 'a letter about a message or an invitation could not be written')
    return false
  }
}
