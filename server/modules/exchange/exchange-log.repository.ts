import { randomUUIDv7 } from 'node:crypto'
import type { CallNote } from '#server/adapters/partner-call.ts'
import { noted } from '#server/db.ts'

export interface ExchangeSubject {
  homeAgencyId: string
  dossierId: string
}

const INSERT = `INSERT INTO "ExchangeLog" (id, system, direction, service, "homeAgencyId", "dossierId", at, "durationMs", outcome, "errorCode", message)
  SELECT a.id, $4, $5, $6, a.home, a.dossier, app_now(), $7, $8, $9, $10 FROM unnest($1::text[], $2::text[], $3::text[]) AS a(id, home, dossier)`

/** A call that told of several dossiers is a line of each of them. */
export async function insertExchange(note: CallNote, about: readonly (ExchangeSubject | null)[]): Promise<void> {
  const subjects = [
    about.map(() => randomUUIDv7()),
    about.map((each) => each?.homeAgencyId ?? null),
    about.map((each) => each?.dossierId ?? null),
  ]
  const what = [note.system, note.direction, note.service, note.durationMs, note.outcome, note.errorCode, note.message]
  await noted('exchange-log', INSERT, [...subjects, ...what])
}
