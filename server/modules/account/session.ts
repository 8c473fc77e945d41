import { createHash, randomBytes } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { env } from '#server/env.ts'
import { type Actor, visitor } from './actor.ts'
import {
  type AccountKind,
  findSession,
  insertSession,
  revokeSession,
  revokeSessionsOf,
  type SessionRow,
  touchSession,
} from './session.repository.ts'

// The cookie holds an encrypted token with a random value; its hash is the key of a row, so that a session can be ended from our side
// and a stolen copy of the table opens nothing.

const HOUR = 3600
/** A working day for staff at their own desk; a citizen may sit at a shared computer. */
export const IDLE_SECONDS: Record<AccountKind, number> = { STAFF: 8 * HOUR, CITIZEN: HOUR / 2 }
export const LIFE_SECONDS: Record<AccountKind, number> = { STAFF: 12 * HOUR, CITIZEN: 8 * HOUR }

/** How long another web process may still accept a revoked session or an ended grant. */
const REMEMBER_MS = 2_000
const MAX_REMEMBERED = 5_000
const remembered = new Map<string, { actor: Actor; until: number }>()

const idOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

export async function startSession(accountId: string, kind: AccountKind, userAgent: string | null): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await insertSession({
    id: idOf(secret),
    accountId,
    kind,
    seconds: LIFE_SECONDS[kind],
    userAgent: userAgent?.slice(0, 200) ?? null,
  })
  return secret
}

/** Ends one session; returns whose it was, null when it had ended before. */
export async function endSession(secret: string): Promise<string | null> {
  remembered.delete(idOf(secret))
  return revokeSession(idOf(secret))
}

/** What somebody may do has just changed: the next request asks anew. */
export function forgetActor(accountId: string): void {
  for (const [id, { actor }] of remembered) if (actor.id === accountId) remembered.delete(id)
}

export async function endSessionsOf(accountId: string): Promise<number> {
  const ids = await revokeSessionsOf(accountId)
  for (const id of ids) remembered.delete(id)
  return ids.length
}

function actorOf(row: SessionRow): Actor {
  const common = { id: row.accountId, fullName: row.fullName, channel: 'WEB' as const, grants: row.grants }
  if (row.kind === 'STAFF') return { ...common, kind: 'STAFF', email: row.email ?? '', principals: row.principals }
  const { personalId, organisationId, techId } = row
  return { ...common, kind: 'CITIZEN', personalId, organisationId, techId }
}

/** Whoever holds this value; the visitor when nobody does. */
export async function actorOfSession(secret: string): Promise<Actor> {
  const id = idOf(secret)
  const known = remembered.get(id)
  if (known && known.until > Date.now()) return known.actor
  const row = await findSession(id, IDLE_SECONDS)
  if (!row) {
    remembered.delete(id)
    return visitor
  }
  if (row.isStale) await touchSession(id)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const actor = actorOf(row)
  remembered.set(id, { actor, until: Date.now() + REMEMBER_MS })
  return actor
}

/** What was found in a token stays in it until it expires; whether the session lives is asked of the database all the same. */
const opened = new Map<string, { secret: string; until: number }>()

/** The session's secret inside the value of its cookie. */
export async function secretOf(token: string): Promise<string | null> {
  const key = idOf(token)
  const known = opened.get(key)
  if (known && known.until > Date.now()) return known.secret
  try {
    const content = await decode({ token, secret: env.NEXTAUTH_SECRET })
    if (typeof content?.sid !== 'string') return null
    if (opened.size >= MAX_REMEMBERED) opened.clear()
    if (typeof content.exp === 'number') opened.set(key, { secret: content.sid, until: content.exp * 1_000 })
    return content.sid
  } catch {
    // forged, cut off, of another installation or too old: all the same to us
    return null
  }
}

/** The actor behind the value of the session cookie. */
export async function actorOfToken(token: string | undefined): Promise<Actor> {
  const secret = token ? await secretOf(token) : null
  return secret ? actorOfSession(secret) : visitor
}
