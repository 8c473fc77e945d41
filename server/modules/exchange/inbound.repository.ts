import { db } from '#server/db.ts'
import type { ReceivedFile } from '../file/receive-file.ts'

/** False when this nonce was used before: the request is a copy. */
export async function spendNonce(system: string, nonce: string): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO "UsedNonce" (system, nonce, at) VALUES (${system}, ${nonce}, app_now()) ON CONFLICT DO NOTHING`
  return count === 1
}

export interface InboundRow {
  id: string
  bodyHash: string
  dossierCode: string | null
}

/** The message is written down before anything is done with it; its id becomes the dossier's. */
export async function keepInbound(system: string, foreignKey: string, bodyHash: string, id: string): Promise<InboundRow> {
  await db.$executeRaw`
    INSERT INTO "InboundMessage" (id, system, "foreignKey", "bodyHash", "receivedAt")
    VALUES (${id}, ${system}, ${foreignKey}, ${bodyHash}, app_now()) ON CONFLICT (system, "foreignKey") DO NOTHING`
  const row = await db.inboundMessage.findUniqueOrThrow({
    where: { system_foreignKey: { system, foreignKey } },
    select: { id: true, bodyHash: true, dossierCode: true },
  })
  return row
}

/** A refused filing may be corrected and sent anew under the same code, as long as it opened nothing. */
export async function replaceInbound(id: string, oldHash: string, bodyHash: string): Promise<boolean> {
  const { count } = await db.inboundMessage.updateMany({
    where: { id, bodyHash: oldHash, dossierCode: null },
    data: { bodyHash },
  })
  return count === 1
}

/** The same file of the same filing has the same id, however often the filing is sent. */
export async function insertInboundFile(id: string, file: ReceivedFile): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "scanNextAt", sharpness, "createdAt")
    VALUES (${id}, ${file.sha256}, ${file.size}::int, ${file.contentType}, ${file.name}, 'PAPER', 'system:portal', ${file.scanState},
      CASE WHEN ${file.scanState} = 'PENDING' THEN app_now() END, ${file.sharpness}::double precision, app_now())
    ON CONFLICT (id) DO NOTHING`
}

/** Accounts that the identity provider vouched for under this number: the filing then stands among their dossiers. */
export const findAccountOf = (techId: string | null, personalId: string | null) =>
  techId === null && personalId === null
    ? null
    : db.account.findFirst({
        where: { kind: 'CITIZEN', OR: [...(techId ? [{ techId }] : []), ...(personalId ? [{ personalId }] : [])] },
        select: { id: true },
      })
