import type { DossierState } from '#workflows/dossier/state.ts'
import type { Performer } from '#workflows/procedure/definition.ts'
import type { AgencyOf } from '../agency/responsibility.ts'

export interface AgenciesOfDossier {
  receivingPointId: string
  /** Who was to decide when it was opened. */
  originAgencyId: string
  agencyOf: AgencyOf
}

type Transfers = Pick<DossierState['context'], 'transfers'>

/** Who decides now: whom it was transferred to last, else the one it began with. */
export const competentNow = ({ transfers }: Transfers, originAgencyId: string): string =>
  transfers.at(-1)?.toAgencyId ?? originAgencyId

/** Whose duty the n-th piece of work is or was: what was opened before a transfer stays with the agency that had it then. */
export function workAgency(
  place: AgenciesOfDossier,
  { transfers }: Transfers,
  n: number,
  performer: Pick<Performer, 'agency' | 'unitKind'>,
): string {
  const before = transfers.filter((transfer) => transfer.workBefore <= n)
  const competentAgencyId = competentNow({ transfers: before }, place.originAgencyId)
  return place.agencyOf({ receivingPointId: place.receivingPointId, competentAgencyId }, performer)
}
