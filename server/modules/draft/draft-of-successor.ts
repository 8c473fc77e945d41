import type { CitizenActor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { setting } from '../setting/settings.ts'
import { findDraft } from './draft.repository.ts'
import { answersFor } from './prefill.ts'
import { workOut } from './work-out.ts'

/**
 * A filing that is not handed in yet, as it stands when it becomes this person's own matter. What registers and the identity provider said was
 * about the former owner: it goes, and what is known of the new one stands there instead. What people wrote, and the papers, stay. Null where
 * it cannot change hands: it is handed in or over, it is the desk's, or it is for a third person by a right that nobody else has.
 */
export async function draftOfSuccessor(successor: CitizenActor, id: string) {
  const draft = await findDraft(id)
  if (!draft || draft.submittedAt || draft.expiresAt <= draft.now || draft.owner !== null || draft.source !== 'ONLINE')
    return null
  const [{ definition, typed, facts }, identity, days] = await Promise.all([
    workOut(draft),
    identityOf(successor.id),
    setting('draft.days'),
  ])
  const at = draft.now.toISOString()
  const { answers, sources } = await answersFor(definition, { typed, sources: draft.sources }, { identity, at, facts })
  return { ownerId: draft.accountId, revision: draft.revision, answers, sources, days }
}
