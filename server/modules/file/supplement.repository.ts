import 'server-only'
import { db } from '#server/db.ts'

/** Files that were uploaded to answer one supplement request and are not yet part of the dossier. */
export const findSupplementFiles = (supplementId: string) =>
  db.storedFile.findMany({
    where: { supplementId, dossierId: null, paperCode: { not: null } },
    orderBy: { createdAt: 'asc' },
    take: 200,
    select: { id: true, paperCode: true },
  })
