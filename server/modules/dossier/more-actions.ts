import type { AllowedWork } from '#workflows/dossier/advance.ts'
import type { Actor } from '../account/actor.ts'
import type { ActionView } from './action-view.ts'
import { mayDecide } from './approvers.ts'
import { can } from './dossier.policy.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { proposalsOf } from './proposal.repository.ts'

type More = Pick<ActionView, 'action'> & Partial<ActionView>

/** Asking others, answering, and not waiting for them any longer. */
export function opinionActions(actor: Actor, dossier: LoadedDossier, work: AllowedWork): More[] {
  const { workId, step, mayGive } = work
  const at = { workId, step }
  const may = (action: ActionView['action']) => can(actor, action, dossier, workId).allow
  const found: More[] = []
  if (work.mayAsk && may('askOpinion')) found.push({ action: 'askOpinion', ...at })
  if ((work.mayAdd || work.mayAddFixed.length > 0) && may('addMember')) found.push({ action: 'addMember', ...at })
  if (work.mayCloseOpinions && may('closeOpinions')) found.push({ action: 'closeOpinions', ...at })
  if (mayGive && may('giveOpinion')) {
    const answers = dossier.definition.steps.find((each) => each.id === step)?.members?.answers ?? []
    found.push({
      action: 'giveOpinion',
      workId: mayGive.workId,
      step,
      member: mayGive.member,
      answers: answers.filter(({ id }) => mayGive.answers.includes(id)),
    })
  }
  return found
}

/** What waits for this person's agreement. */
export async function proposalActions(actor: Actor, dossier: LoadedDossier): Promise<More[]> {
  if (actor.kind !== 'STAFF') return []
  const proposals = await proposalsOf(dossier.homeAgencyId, dossier.id)
  return proposals
    .filter((proposal) => mayDecide(actor, dossier, proposal))
    .flatMap(({ id }): More[] => [
      { action: 'approve', proposalId: id },
      { action: 'refuseProposal', proposalId: id },
    ])
}
