import { randomUUIDv7 } from 'node:crypto'
import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, type CitizenActor, type StaffActor, systemActor } from '../account/actor.ts'
import { agencies } from '../agency/agencies.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { changePetition, petitionFor } from './change-petition.ts'
import { canHandle } from './petition.policy.ts'
import { overduePetitions, type PetitionRow } from './petition.repository.ts'
import type { ActInput, AnswerInput, ForwardInput, ReferInput } from './petition.schema.ts'
import { writeReferral } from './referral.repository.ts'

async function handled(actor: StaffActor, code: string): Promise<PetitionRow> {
  const petition = await petitionFor(actor, code)
  if (!canHandle(actor, petition)) throw new DomainError('NOT_PERMITTED', `${actor.id} does not answer ${code}`)
  return petition
}
const by = (actor: Actor, requestId: string) => ({ actorId: actor.id, requestId })

export async function takePetition(actor: StaffActor, { code, requestId }: ActInput) {
  const petition = await handled(actor, code)
  await changePetition(petition, { act: 'TAKE', ...by(actor, requestId), handlerId: actor.id, template: 'petitionTaken' })
  return { code }
}

/** To the agency whose matter it is; the person keeps the date that was given. */
export async function forwardPetition(actor: StaffActor, { code, requestId, toAgencyId, reason }: ForwardInput) {
  const petition = await handled(actor, code)
  if (toAgencyId === petition.agencyId || !(await agencies()).some(({ id }) => id === toAgencyId))
    throw new DomainError('INPUT_INVALID', 'petition: agencyMissing', {
      path: 'toAgencyId',
      messageKey: 'petition.agencyMissing',
    })
  await changePetition(petition, {
    act: 'FORWARD',
    ...by(actor, requestId),
    toAgencyId,
    words: reason,
    template: 'petitionForwarded',
  })
  return { code }
}

export async function answerPetition(actor: StaffActor, { code, requestId, answer, publicWords }: AnswerInput) {
  const petition = await handled(actor, code)
  await changePetition(petition, {
    act: 'ANSWER',
    ...by(actor, requestId),
    answer,
    publicWords,
    handlerId: actor.id,
    template: 'petitionAnswered',
  })
  return { code }
}

/** It is a complaint or a denunciation: the law has another way for it, and the person is told which. */
export async function referPetition(actor: StaffActor, { code, requestId, kind, to, reason }: ReferInput) {
  const petition = await handled(actor, code)
  const isNameless = kind === 'DENUNCIATION'
  const { dossierCode, accountId, id: petitionId } = petition
  const whose = isNameless
    ? { accountId: null, petitionId: null, dossierCode: null, byId: null }
    : { accountId, petitionId, dossierCode, byId: actor.id }
  const referral = { id: randomUUIDv7(), kind, agencyId: petition.agencyId, toVi: to, ...whose }
  await changePetition(petition, {
    act: 'REFER',
    ...by(actor, requestId),
    words: `${reason}\nNơi nhận: ${to}`,
    template: 'petitionReferred',
    also: [writeReferral(referral, requestId)],
  })
  return { code }
}

export async function withdrawPetition(actor: CitizenActor, { code, requestId }: ActInput) {
  const petition = await petitionFor(actor, code)
  await changePetition(petition, { act: 'WITHDRAW', ...by(actor, requestId), template: 'petitionWithdrawn' })
  return { code }
}

const BATCH = 100

/** Leaders and the person are told once that an answer is late. */
export async function escalateOverdue(): Promise<number> {
  let count = 0
  for (const petition of await overduePetitions(BATCH)) {
    try {
      await changePetition(petition, {
        act: 'ESCALATE',
        ...by(systemActor('worker'), idOf('petition-late', petition.id)),
        template: 'petitionLate',
      })
      count += 1
    } catch (error) {
      // somebody acted on it at this very moment; the next round looks again
      if (!(error instanceof DomainError) || error.code !== 'DOSSIER_CHANGED_MEANWHILE') throw error
    }
  }
  return count
}
