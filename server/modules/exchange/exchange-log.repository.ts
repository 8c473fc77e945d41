import { randomUUIDv7 } from 'node:crypto'
import type { CallNote } from '#server/adapters/partner-call.ts'
import { db } from '#server/db.ts'

export interface ExchangeSubject {
  homeAgencyId: string
  dossierId: string
}

export async function insertExchange(note: CallNote, about: ExchangeSubject | null): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ExchangeLog" (id, system, direction, service, "homeAgencyId", "dossierId", at, "durationMs", outcome, "errorCode", message)
    VALUES (${randomUUIDv7()}, ${note.system}, ${note.direction}, ${note.service}, ${about?.homeAgencyId ?? null}, ${about?.dossierId ?? null},
      app_now(), ${note.durationMs}::int, ${note.outcome}, ${note.errorCode}, ${note.message})`
}
