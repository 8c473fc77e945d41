import type { Actor } from '#server/modules/account/actor.ts'
import { as } from './people.ts'

export const BIRTH = '1.001193'
export const COPY = '2.000815'
export const BUSINESS = '1.001612'

export const begin = async (actor: Actor, procedureCode = BUSINESS) =>
  (await as(actor).draft.start({ procedureCode, agencyId: 'xa-a', source: 'ONLINE' })).id
export const atDesk = { fullName: 'Nguyễn Thị  Hoa', personalId: '031 190 000002', phone: '0901000002' }
export const beginAtDesk = async (actor: Actor, procedureCode = COPY) =>
  (await as(actor).draft.start({ procedureCode, agencyId: 'xa-a', source: 'DESK', applicant: atDesk })).id

const place = { province: '31', commune: '11407', detail: 'Số 12 đường Lạch Tray' }
/** A whole and right form of the household business. */
export const business = {
  businessName: 'Hộ kinh doanh Cà phê Bến Bính',
  businessPlace: place,
  businessLines: [{ lineName: 'Quán cà phê, giải khát' }],
  capitalVnd: '50.000.000',
  founder: 'individual',
  onlyBusiness: true,
}
