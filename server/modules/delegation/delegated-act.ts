import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, viaOf } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { isInForce } from './delegation.repository.ts'

/** Revoked or expired since the person signed in: nothing is done in that name any more. */
export async function confirmDelegation(acting: Actor): Promise<void> {
  const via = viaOf(acting)
  if (via && !(await isInForce(via.delegationId, via.id)))
    throw new DomainError('NOT_PERMITTED', `delegation ${via.delegationId} is not in force`)
}

/** What a delegate did stands in the history of the dossier with both names; here it is found by the delegation. */
export async function noteDelegatedAct(acting: Actor, dossier: { homeAgencyId: string; id: string }, act: string): Promise<void> {
  const via = viaOf(acting)
  if (!via) return
  await writeAudit({
    actorId: via.id,
    action: 'delegation.act',
    homeAgencyId: dossier.homeAgencyId,
    dossierId: dossier.id,
    purpose: 'acting in the name of another',
    details: { act, inNameOfId: acting.id, delegationId: via.delegationId },
  })
}
