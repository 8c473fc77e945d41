import { noticesOf, staffLetters } from '../notification/tell-phones.ts'
import { HANDLERS } from './petition.policy.ts'
import type { PetitionRow } from './petition.repository.ts'
import { nameAndPhone, staffWith } from './petition.repository.ts'
import type { PetitionTemplate } from './petition.schema.ts'

type About = Pick<PetitionRow, 'id' | 'accountId' | 'agencyId' | 'originAgencyId' | 'dueAt'>

/** What the person hears by every way that they chose. */
export async function toldToPerson(petition: About, eventSeq: number, template: PetitionTemplate) {
  const person = await nameAndPhone(petition.accountId)
  return noticesOf({
    homeAgencyId: petition.originAgencyId,
    dossierId: null,
    petitionId: petition.id,
    eventSeq,
    template,
    recipient: petition.accountId,
    kind: 'PETITION',
    accountId: petition.accountId,
    phone: person?.phone ?? null,
    agencyId: petition.agencyId,
    limit: null,
  })
}

/** What those who answer for the agency hear; when it is late, its leaders. */
export async function toldToStaff(petition: About, eventSeq: number, template: 'petitionArrived' | 'petitionOverdue') {
  const roles = template === 'petitionOverdue' ? ['leader'] : HANDLERS.filter((role) => role !== 'leader')
  const group = { homeAgencyId: petition.originAgencyId, dossierId: null, petitionId: petition.id, eventSeq, template }
  const found = await staffWith(petition.agencyId, roles)
  const told = found.length > 0 ? found : await staffWith(petition.agencyId, HANDLERS)
  return staffLetters(group, petition.agencyId, told)
}
