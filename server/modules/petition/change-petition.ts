import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { queueNotices } from '../notification/tell-phones.ts'
import { canSee } from './petition.policy.ts'
import { changeRow, eventsOf, findPetition, type PetitionChange, type PetitionRow } from './petition.repository.ts'
import type { PetitionTemplate } from './petition.schema.ts'
import { isEnd, type PetitionAct, stateAfter } from './petition-life.ts'
import { toldToPerson, toldToStaff } from './petition-notices.ts'

interface Wanted {
  act: PetitionAct
  requestId: string
  actorId: string
  toAgencyId?: string
  words?: string
  answer?: string
  publicWords?: string
  handlerId?: string
  template: PetitionTemplate
  /** Statements that are written with it. */
  also?: Parameters<typeof changeRow>[2]
}

/** For whoever may see it; to everybody else there is none. */
export async function petitionFor(actor: Actor, code: string): Promise<PetitionRow> {
  const petition = await findPetition(code)
  if (!petition || !canSee(actor, petition)) throw new DomainError('NOT_FOUND', `no petition ${code} for ${actor.id}`)
  return petition
}

/** Whether this request was written before: the same act again is answered like the first, another one is refused. */
async function wasDone(petition: PetitionRow, { act, requestId, actorId }: Wanted): Promise<boolean> {
  const known = (await eventsOf(petition.id)).find((event) => event.requestId === requestId)
  if (!known) return false
  if (known.type === act && known.actorId === actorId) return true
  throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} did something else with ${petition.code}`)
}

/** The one door of petitions: state, history row and notices are written together, guarded by the revision. */
export async function changePetition(petition: PetitionRow, wanted: Wanted): Promise<void> {
  if (await wasDone(petition, wanted)) return
  const { act, requestId, actorId, template } = wanted
  const state = stateAfter(petition.state, act)
  const toAgencyId = wanted.toAgencyId ?? petition.agencyId
  const seq = petition.revision + 1
  const after = { ...petition, agencyId: toAgencyId }
  const change: PetitionChange = {
    type: act,
    requestId,
    actorId,
    state,
    toAgencyId,
    words: wanted.words ?? null,
    answer: wanted.answer ?? petition.answer,
    publicWords: wanted.publicWords || petition.publicWords,
    handlerId: act === 'FORWARD' ? null : (wanted.handlerId ?? petition.handlerId),
    isEnd: isEnd(state),
    isEscalation: act === 'ESCALATE',
  }
  const told = await toldToPerson(after, seq, template)
  const staff =
    act === 'FORWARD'
      ? await toldToStaff(after, seq, 'petitionArrived')
      : act === 'ESCALATE'
        ? await toldToStaff(after, seq, 'petitionOverdue')
        : []
  const isWritten = await changeRow(petition, change, [...(wanted.also ?? []), queueNotices([...told, ...staff], requestId)])
  if (!isWritten) throw new DomainError('DOSSIER_CHANGED_MEANWHILE', `petition ${petition.code} was changed by somebody else`)
}
