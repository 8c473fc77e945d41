import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { otherCompetent } from '../agency/responsibility.ts'
import { changeDossier } from './change-dossier.ts'
import { can } from './dossier.policy.ts'
import type { TransferInput } from './dossier.schema.ts'
import { loadForReading } from './get-dossier.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

const targetsOf = ({ definition, receivingPointId, competentAgencyId }: LoadedDossier) =>
  otherCompetent(definition, receivingPointId, competentAgencyId)

/** Agencies that could decide the same; for whoever may hand the dossier on. */
export async function transferTargets(actor: Actor, { code }: { code: string }) {
  const dossier = await loadForReading(actor, code)
  const verdict = can(actor, 'transfer', dossier)
  if (!verdict.allow) throw new DomainError('NOT_PERMITTED', `${actor.id} transfers ${code}: ${verdict.reason}`)
  return (await targetsOf(dossier)).map(({ id, code: agencyCode, nameVi, nameEn }) => ({ id, code: agencyCode, nameVi, nameEn }))
}

/** It belongs to another agency: that one begins anew, code and receiving point stay. */
export const transferDossier = (actor: Actor, input: TransferInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'transfer', body: input }, async (dossier) => {
    if (!(await targetsOf(dossier)).some(({ id }) => id === input.toAgencyId))
      throw new DomainError('INPUT_INVALID', `${input.toAgencyId} could not decide ${input.code}`, { path: 'toAgencyId' })
    return {
      events: [
        {
          event: { type: 'TRANSFER', toAgencyId: input.toAgencyId, reasonRef: 'reason' },
          sealed: { reason: input.reason },
        },
      ],
    }
  })
