import { db } from '#server/db.ts'

const PAPERS_OF_NOTHING_DAYS = 180

/**
 * Takes files that nothing names any more out of use: removed from their draft, or their draft ended; taken back before a supplement was
 * handed in; sent for something that never came. A day's pause, so that nothing is taken from under a page that is open.
 */
export const setAsideOrphans = (limit: number) => db.$executeRaw`
  UPDATE "StoredFile" SET purpose = 'ORPHAN', "scanNextAt" = CASE WHEN "scanState" IN ('PENDING', 'ERROR') THEN "scanNextAt" END
  WHERE id IN (
    SELECT f.id FROM "StoredFile" f
    WHERE f.purpose IN ('PAPER', 'WITHDRAWN') AND f."createdAt" < app_now() - interval '1 day'
      AND (f.purpose = 'WITHDRAWN' OR (f."draftId" IS NOT NULL AND f."dossierId" IS NULL)
        OR f."createdAt" < app_now() - make_interval(days => ${PAPERS_OF_NOTHING_DAYS}::int))
      AND NOT EXISTS (SELECT 1 FROM "DraftPaper" p WHERE p."fileId" = f.id)
      AND NOT EXISTS (SELECT 1 FROM "DossierPaper" p WHERE p."fileId" = f.id)
      AND NOT EXISTS (SELECT 1 FROM "MessageFile" m WHERE m."fileId" = f.id)
    LIMIT ${limit}::int)`

/** Each with whether other files have the same content. */
export const orphans = (limit: number) => db.$queryRaw<{ id: string; sha256: string; isShared: boolean }[]>`
  SELECT f.id, f.sha256, EXISTS (SELECT 1 FROM "StoredFile" o WHERE o.sha256 = f.sha256 AND o.id <> f.id) AS "isShared"
  FROM "StoredFile" f WHERE f.purpose = 'ORPHAN' ORDER BY f.id LIMIT ${limit}::int`

export const deleteOrphan = (id: string) => db.$executeRaw`DELETE FROM "StoredFile" WHERE id = ${id} AND purpose = 'ORPHAN'`
