import { DomainError } from '#workflows/domain-error.ts'
import type { Actor, CitizenActor } from '../account/actor.ts'
import { assertMay } from '../dossier/change-dossier.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { ownDraft } from '../draft/own-draft.ts'
import type { About } from './invitation.schema.ts'

/** What an invitation is about: a draft and the dossier that it becomes have one id. */
export interface Subject {
  homeAgencyId: string
  id: string
  isDraft: boolean
  /** A draft for somebody else, by a right that nobody else has in the same way. */
  isForAnother: boolean
  isEnded: boolean
  /** Personal numbers of those whose matter it is already. */
  parties: readonly (string | null)[]
}

/** For whoever may invite: to everybody else the draft or dossier does not exist, or is not theirs to share. */
export async function subjectOf(actor: Actor, about: About): Promise<Subject> {
  if ('draftId' in about) {
    const draft = await ownDraft(actor, about.draftId)
    if (draft.source !== 'ONLINE') throw new DomainError('NOT_PERMITTED', 'a draft of the desk is nobody else’s to fill')
    const isOver = draft.submittedAt !== null || draft.dossierCode !== null || draft.expiresAt <= draft.now
    return {
      homeAgencyId: draft.agencyId,
      id: draft.id,
      isDraft: true,
      isForAnother: draft.owner !== null,
      isEnded: isOver,
      parties: [],
    }
  }
  const dossier = await loadForReading(actor, about.code)
  assertMay(actor, { action: 'invite' }, dossier)
  return {
    homeAgencyId: dossier.homeAgencyId,
    id: dossier.id,
    isDraft: false,
    isForAnother: false,
    isEnded: dossier.isEnded,
    parties: dossier.parties.map(({ personalId }) => personalId),
  }
}

/** Invitations go to people, by the number that the identity provider vouches for. */
export function personalIdOf(actor: CitizenActor): string {
  if (actor.personalId === null) throw new DomainError('NOT_PERMITTED', `${actor.id} has no personal number`)
  return actor.personalId
}
