import 'server-only'
import { db } from '#server/db.ts'
import type { Actor } from '../account/actor.ts'
import { visibleTo } from './dossier.policy.ts'

export interface LinkRow {
  id: string
  code: string
  procedureVi: string
  procedureEn: string
  competentAgencyId: string
  shellState: string
  nationalCode: number
  /** Whether this person may see that dossier. */
  mayOpen: boolean
}

/** The dossiers with these ids, wherever they lie; the locator names the shard of each. */
export const findLinks = (actor: Actor, ids: string[]): Promise<LinkRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.$queryRaw<LinkRow[]>`
  SELECT d.id, d.code, p."nameVi" AS "procedureVi", p."nameEn" AS "procedureEn", d."competentAgencyId", d."shellState", d."nationalCode",
    ${visibleTo(actor)} AS "mayOpen"
  FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
  JOIN "Procedure" p ON p.code = d."procedureCode" WHERE l.id = ANY (${ids}) LIMIT 100`
