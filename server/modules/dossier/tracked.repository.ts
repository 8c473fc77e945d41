import 'server-only'
import { prepared } from '#server/db.ts'
import { feeRows, ownColumns, type StoredDossier } from './dossier.repository.ts'
import type { EventOfDossier } from './dossier-view.repository.ts'

/** What tracking shows is made of this; answers, papers, people and sealed words are not even read. */
export interface TrackedRows {
  stored: StoredDossier
  events: EventOfDossier[]
}

interface Asked {
  code: string
  secret: string
  /** Where wrong secrets for this code are counted, and from how many on it is shut. */
  guesses: { key: string; most: number; now: number }
}

/** JSON has no instants. */
interface Found {
  dossier: Omit<StoredDossier, 'now'> & { now: string }
  events: (Omit<EventOfDossier, 'at'> & { at: string })[]
}

/** A dossier has tens of events, never thousands: each kind is bounded by the machine. The bound is a fence. */
const MOST_EVENTS = 500

// All that tracking asks, in one turn. Which dossier it is is settled first, by the code, by the hash of the secret (to compare a hash takes as
// long whatever is wrong in the secret) and by how often the code was guessed at; only of a dossier that fits anything more is read.
const TRACKED = `
  WITH shut AS (
    SELECT coalesce((SELECT r.points >= $4 FROM "RateLimit" r WHERE r.key = $3 AND (r.expire > $5 OR r.expire IS NULL)), false) AS "isShut"
  ), fitting AS MATERIALIZED (
    SELECT l."homeAgencyId", l.id FROM "DossierLocator" l
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
    WHERE l.code = $1 AND sha256(convert_to(d."lookupSecret", 'UTF8')) = sha256(convert_to($2, 'UTF8')) AND NOT (SELECT s."isShut" FROM shut s)
  )
  SELECT shut."isShut",
    (SELECT json_build_object(
      'dossier', (SELECT to_json(x) FROM (SELECT ${ownColumns}, '[]'::json AS parties, '{}'::text[] AS "helperIds", NULL AS "offeredTo",
        ${feeRows} AS fees, '[]'::json AS papers, '[]'::json AS forms, NULL AS command) x),
      'events', (SELECT coalesce(json_agg(y ORDER BY y.seq), '[]'::json) FROM (
        SELECT e.seq, e.type, e.payload, e.at, e."actorId", e."onBehalfOfId", e.facts -> 'actor' ->> 'viaId' AS "viaId", e.hash,
          NULL AS sealed, '[]'::json AS documents
        FROM "DossierEvent" e WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth" AND e."dossierId" = d.id
        ORDER BY e.seq LIMIT ${MOST_EVENTS}) y))
    FROM fitting f JOIN "Dossier" d ON d."homeAgencyId" = f."homeAgencyId" AND d.id = f.id) AS found
  FROM shut`

/** Null: there is no such code with this secret. */
export async function findTracked({ code, secret, guesses }: Asked): Promise<{ isShut: boolean; rows: TrackedRows | null }> {
  const [answer] = await prepared<{ isShut: boolean; found: Found | null }>('tracked', TRACKED, [
    code,
    secret,
    guesses.key,
    guesses.most,
    guesses.now,
  ])
  const found = answer?.found
  return {
    isShut: answer?.isShut === true,
    rows: found
      ? {
          stored: { ...found.dossier, now: new Date(found.dossier.now) },
          events: found.events.map((event) => ({ ...event, at: new Date(event.at) })),
        }
      : null,
  }
}
