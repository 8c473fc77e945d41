import { PERSON } from '../notification/notice-kinds.ts'
import { noticeBy, noticesOf, staffLetters } from '../notification/tell-phones.ts'
import { HANDLERS } from './petition.policy.ts'
import type { PetitionRow } from './petition.repository.ts'
import { staffWith, whoAsked } from './petition.repository.ts'
import type { PetitionTemplate } from './petition.schema.ts'

type About = Pick<
  PetitionRow,
  'id' | 'accountId' | 'personName' | 'personPhone' | 'personEmail' | 'answerWay' | 'agencyId' | 'originAgencyId' | 'dueAt'
>
/** What somebody of the desk telephones about, when the person wants to be called. */
const CALLED_ABOUT: readonly PetitionTemplate[] = ['petitionAnswered', 'petitionReferred', 'petitionForwarded']

/** What the person hears by every way that they chose. */
export async function toldToPerson(petition: About, eventSeq: number, template: PetitionTemplate) {
  const { accountId, answerWay } = petition
  const person = await whoAsked(petition)
  const group = {
    homeAgencyId: petition.originAgencyId,
    dossierId: null,
    petitionId: petition.id,
    eventSeq,
    template,
    recipient: accountId ?? PERSON,
    kind: 'PETITION' as const,
    accountId,
    agencyId: petition.agencyId,
  }
  if (accountId !== null || answerWay === null) return noticesOf({ ...group, phone: person.phone, limit: null })
  return answerWay === 'CALL' && !CALLED_ABOUT.includes(template) ? [] : [await noticeBy(answerWay, group)]
}

/** What those who answer for the agency hear; when it is late, its leaders. */
export async function toldToStaff(petition: About, eventSeq: number, template: 'petitionArrived' | 'petitionOverdue') {
  const roles = template === 'petitionOverdue' ? ['leader'] : HANDLERS.filter((role) => role !== 'leader')
  const group = { homeAgencyId: petition.originAgencyId, dossierId: null, petitionId: petition.id, eventSeq, template }
  const found = await staffWith(petition.agencyId, roles)
  const told = found.length > 0 ? found : await staffWith(petition.agencyId, HANDLERS)
  return staffLetters(group, petition.agencyId, told)
}
