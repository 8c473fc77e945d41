import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { SearchWord } from './readings.ts'
import type { Entry } from './search-index.ts'

const today = Prisma.sql`(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`

/** What an index is made of changes with the catalogue and with the day, on which versions begin and end. */
export async function catalogueKey(): Promise<string> {
  const [row] = await db.$queryRaw<{ key: string }[]>`
    SELECT revision || ' ' || ${today} AS key FROM "CatalogueRevision" WHERE id = 1`
  if (!row) throw new Error('the catalogue has no revision')
  return row.key
}

export type EntryRow = Omit<Entry, 'events'> & { lifeEvents: string[] }

/** Every procedure in force, by the words of its version in force. */
export const entriesInForce = () => db.$queryRaw<EntryRow[]>`
  SELECT p.code, v.id AS "versionId", p.popularity, v.generated, v."onlineLevel", d."nameVi", d."nameEn", d."fieldVi", d.level, d.synonyms, d."lifeEvents",
    ARRAY(SELECT r ->> 'nameVi' FROM jsonb_array_elements(d.results) r WHERE r ->> 'decision' = 'GRANTED') AS results
  FROM "Procedure" p
  JOIN "ProcedureVersion" v ON v."procedureCode" = p.code AND v."effectiveFrom" <= ${today} AND (v."effectiveTo" IS NULL OR v."effectiveTo" >= ${today})
  CROSS JOIN LATERAL jsonb_to_record(v.definition) AS d
    ("nameVi" text, "nameEn" text, "fieldVi" text, level text, synonyms text[], "lifeEvents" text[], results jsonb)
  ORDER BY p.code`

export interface LifeEventRow {
  id: string
  nameVi: string
  nameEn: string
  names: string[]
  fields: string[]
}

export const lifeEventRows = (): Promise<LifeEventRow[]> =>
  db.lifeEvent.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, nameVi: true, nameEn: true, names: true, fields: true },
  })

export const searchWords = () => db.$queryRaw<SearchWord[]>`SELECT key, said, kind, means FROM "SearchWord"`
