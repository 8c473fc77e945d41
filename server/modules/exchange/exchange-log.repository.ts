import { randomUUIDv7 } from 'node:crypto'
import type { CallNote } from '#server/adapters/partner-call.ts'
import { noted } from '#server/db.ts'

export interface ExchangeSubject {
  homeAgencyId: string
  dossierId: string
}

const INSERT = `INSERT INTO "ExchangeLog" (id, system, direction, service, "homeAgencyId", "dossierId", at, "durationMs", outcome, "errorCode", message)
  VALUES ($1, $2, $3, $4, $5, $6, app_now(), $7, $8, $9, $10)`

export async function insertExchange(note: CallNote, about: ExchangeSubject | null): Promise<void> {
  const subject = [about?.homeAgencyId ?? null, about?.dossierId ?? null]
  const outcome = [note.durationMs, note.outcome, note.errorCode, note.message]
  await noted('exchange-log', INSERT, [randomUUIDv7(), note.system, note.direction, note.service, ...subject, ...outcome])
}
