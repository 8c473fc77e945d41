import { DomainError } from '#workflows/domain-error.ts'
import type { Actor, CitizenActor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { changeDossier } from './change-dossier.ts'
import type { ChooseResultWayInput } from './dossier.schema.ts'
import { dataRefOf, sealData } from './history.ts'
import type { LoadedDossier, Saved } from './loaded-dossier.ts'

/** What an amendment is about lies beside the chain, salted and named by its hash: addresses and names can be erased, the fact stays. */
function written(dossier: LoadedDossier, data: Record<string, unknown>) {
  const version = dossier.forms + 1
  const form = sealData(data)
  return { dataRef: dataRefOf(version, form), formData: [{ id: `amend-${version}`, version, ...form }] }
}

/** Where the result goes, as it was chosen again last; null: as it was chosen when it was filed, which stands with the opening. */
export function chosenWay(dossier: LoadedDossier): Record<string, unknown> | null {
  const last = dossier.state.context.amendments?.findLast(({ what }) => what === 'RESULT_WAY')
  if (!last) return null
  const version = last.dataRef.slice(1, last.dataRef.indexOf(':'))
  return dossier.attached[`amend-${version}`] ?? {}
}

/** Chosen again: by the applicant, until the result has been returned. */
export const chooseResultWay = (actor: Actor, input: ChooseResultWayInput): Promise<Saved> =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'chooseResultWay', body: input }, (dossier) => {
    const { code: _code, requestId: _request, ...chosen } = input
    const before = chosenWay(dossier)
    const isSame =
      dossier.resultWay === chosen.way &&
      (chosen.way !== 'POST' ||
        (before?.receiver === chosen.receiver && before.phone === chosen.phone && before.address === chosen.address))
    if (isSame) throw new DomainError('EVENT_NOT_ALLOWED', `${dossier.code}: the result goes there already`)
    const { dataRef, formData } = written(dossier, chosen)
    return {
      events: [{ event: { type: 'AMEND', what: 'RESULT_WAY', value: chosen.way, dataRef } }],
      formData,
      resultWay: chosen.way,
    }
  })

interface Succession {
  code: string
  invitationId: string
  fromId: string
  requestId: string
}

/**
 * Somebody else becomes the applicant: files what is asked, pays, is told, takes the result. Whose matter it is does not change by it.
 */
export async function changeApplicant(
  actor: CitizenActor,
  { code, invitationId, fromId, requestId }: Succession,
): Promise<Saved> {
  const identity = await identityOf(actor.id)
  return changeDossier(actor, code, { requestId, action: 'changeApplicant', body: { invitationId } }, (dossier) => {
    const before = dossier.parties.find(({ kind }) => kind === 'APPLICANT')
    const isTheirs = dossier.parties.some(({ accountId }) => accountId === fromId) || before?.accountId === null
    if (!before || !isTheirs) throw new DomainError('EVENT_NOT_ALLOWED', `${code}: ${fromId} has nothing to hand over any more`)
    if (before.accountId === actor.id) throw new DomainError('EVENT_NOT_ALLOWED', `${code}: ${actor.id} is the applicant already`)
    const { dataRef, formData } = written(dossier, { from: before.fullName, to: identity.fullName, invitationId })
    return {
      events: [
        {
          event: { type: 'AMEND', what: 'APPLICANT', value: actor.id, dataRef },
          sealed: { from: before.fullName, to: identity.fullName },
        },
      ],
      formData,
      parties: [
        {
          kind: 'APPLICANT',
          accountId: actor.id,
          fullName: identity.fullName,
          personalId: identity.personalId ?? null,
          phone: identity.phone ?? null,
          email: identity.email ?? null,
          address: identity.address ?? null,
          techId: actor.techId,
          partyKind: actor.organisationId ? 'BUSINESS' : 'CITIZEN',
        },
      ],
    }
  })
}
