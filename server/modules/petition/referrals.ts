import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { agencies, agencyById } from '../agency/agencies.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { ReferralInput } from './petition.schema.ts'
import { findReferral, referralsOf, writeReferral } from './referral.repository.ts'

const MOST = 50

/** Law on complaints, article 7 and chapter III: first to whoever decided. Law on denunciation, article 12: to the head of the body above. */
const WHERE: Record<ReferralInput['kind'], (agencyVi: string, addressVi: string, phone: string) => string> = {
  COMPLAINT: (agencyVi, addressVi, phone) => `Người đứng đầu ${agencyVi}, ${addressVi}, điện thoại ${phone}`,
  DENUNCIATION: (agencyVi) =>
    `Người đứng đầu cơ quan cấp trên trực tiếp của ${agencyVi}, hoặc trụ sở tiếp công dân của thành phố`,
}

/** The person was told where to go. Of a denunciation neither the name nor the dossier is kept. */
export async function noteReferral(actor: CitizenActor, { requestId, kind, agencyId, dossierCode }: ReferralInput) {
  const agency = (await agencies()).find(({ id }) => id === agencyId)
  if (!agency)
    throw new DomainError('INPUT_INVALID', 'referral: agencyMissing', { path: 'agencyId', messageKey: 'petition.agencyMissing' })
  const toVi = WHERE[kind](agency.nameVi, agency.addressVi, agency.phone)
  const isNameless = kind === 'DENUNCIATION'
  const dossier = dossierCode && !isNameless ? await loadForReading(actor, dossierCode) : null
  const known = await findReferral(requestId)
  if (known && (known.kind !== kind || known.agencyId !== agencyId || (known.accountId !== null && known.accountId !== actor.id)))
    throw new DomainError('REQUEST_ID_REUSED', `referral ${requestId} says something else`)
  await writeReferral(
    {
      id: requestId,
      kind,
      agencyId,
      accountId: isNameless ? null : actor.id,
      petitionId: null,
      dossierCode: dossier?.code ?? null,
      toVi,
      byId: isNameless ? null : actor.id,
    },
    null,
  )
  return { toVi, isNameless }
}

export const myReferrals = async (actor: CitizenActor) =>
  Promise.all(
    (await referralsOf(actor.id, MOST)).map(async ({ id, agencyId, dossierCode, toVi, at }) => ({
      id,
      agencyNameVi: (await agencyById(agencyId)).nameVi,
      dossierCode,
      toVi,
      at: at.toISOString(),
    })),
  )
