import type { Actor } from '../account/actor.ts'
import { listReadings } from '../account/write-audit.ts'
import { assertMay } from './change-dossier.ts'
import { page, readCursor } from './cursor.ts'
import { loadForReading } from './get-dossier.ts'

const PAGE = 20

/** Who of the agencies looked at the dossier, when, and why: for those whose data it is. Offices are told, officers' names are not. */
export async function listReaders(actor: Actor, input: { code: string; cursor?: string }) {
  const dossier = await loadForReading(actor, input.code)
  assertMay(actor, { action: 'seeReaders' }, dossier)
  const agencyIds = [...new Set([dossier.competentAgencyId, dossier.receivingPointId, dossier.originAgencyId])]
  const rows = await listReadings({ id: dossier.id, agencyIds }, readCursor(input.cursor), PAGE + 1)
  return page(
    rows,
    PAGE,
    ({ id, at, action, role, agencyVi, agencyEn, purpose }) => ({
      id,
      at: at.toISOString(),
      action,
      role,
      agencyVi,
      agencyEn,
      purpose,
    }),
    ({ at, id }) => ({ at: at.toISOString(), id }),
  )
}
