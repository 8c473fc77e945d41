import { createHash, hash, randomBytes } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'

/** SHA-256 of RFC 8785 JSON, hex. */
export const hashOf = (value: unknown): string => hash('sha256', canonical(value))

/** `prevHash` of a dossier's first event. */
export const FIRST_PREV_HASH = '0'.repeat(64)

/** A row of DossierEvent as it stands in the table; `openedMonth` and `at` as text. */
export interface EventRow {
  homeAgencyId: string
  openedMonth: string
  dossierId: string
  seq: number
  stream: 'DOSSIER' | 'PAYMENT' | 'DELIVERY' | 'SYNC' | 'ARCHIVE'
  type: string
  payload: Record<string, unknown>
  facts: Record<string, unknown>
  sealedHash: string | null
  actorId: string
  onBehalfOfId: string | null
  channel: string
  requestId: string
  procedureVersionId: string
  shellVersion: number
  at: string
  stateHash: string
  prevHash: string
  hash: string
}

type Covered = Exclude<keyof EventRow, 'homeAgencyId' | 'openedMonth' | 'hash'>
/** Everything but where the row lies and the hash itself; a column that is missing here does not compile. */
const COVERED: Record<Covered, true> = {
  dossierId: true,
  seq: true,
  stream: true,
  type: true,
  payload: true,
  facts: true,
  sealedHash: true,
  actorId: true,
  onBehalfOfId: true,
  channel: true,
  requestId: true,
  procedureVersionId: true,
  shellVersion: true,
  at: true,
  stateHash: true,
  prevHash: true,
}
/** An event with what its hash covers, and the hash. */
export type HashedEvent = Pick<EventRow, Covered | 'hash'>
const isCovered = (name: string): name is Covered => Object.hasOwn(COVERED, name)
/** In the canonical order; the version of the form, `v`, comes after all of them. */
const IN_ORDER = Object.keys(COVERED).filter(isCovered).sort()

/** SHA-256 of the canonical form of `{v: 1}` with all covered columns: written in its known order instead of sorted for every event. */
export function hashOfEvent(row: Pick<EventRow, Covered>): string {
  let text = '{'
  for (const name of IN_ORDER) text += `"${name}":${canonical(row[name])},`
  return hash('sha256', `${text}"v":1}`)
}

export interface SealedRow {
  homeAgencyId: string
  key: string
  /** `\x…` as PostgreSQL reads bytea from JSON. */
  salt: string
  body: Record<string, string>
}

/** Personal words of an event lie apart; the chain holds only their salted hash, so that purging the words leaves it valid. */
export function seal(homeAgencyId: string, key: string, body: Record<string, string>): { row: SealedRow; sealedHash: string } {
  const salt = randomBytes(16)
  return { row: { homeAgencyId, key, salt: `\\x${salt.toString('hex')}`, body }, sealedHash: sealedHashOf(salt, body) }
}

export const sealedHashOf = (salt: Uint8Array, body: unknown): string =>
  createHash('sha256').update(salt).update(canonical(body)).digest('hex')

/** Answers may hold decimals, the canonical form knows integers only: they are hashed as text. */
const hashable = (value: unknown): unknown => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return String(value)
  if (Array.isArray(value)) return value.map(hashable)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hashable(item)]))
  return value
}
const hasDecimals = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isSafeInteger(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasDecimals)
/** What the hash of data covers. Most answers hold no decimals, and are not copied to find that out. */
export const dataTextOf = (json: unknown): string => canonical(hasDecimals(json) ? hashable(json) : json)
export const dataHashOf = (json: unknown): string => hash('sha256', dataTextOf(json))

export interface SealedData {
  json: { salt: string; answers: Record<string, unknown> }
  sha256: string
}

/** Answers and step data: a salt inside keeps their hash, which the chain names, from being guessed. */
export function sealData(answers: Record<string, unknown>): SealedData {
  const json: SealedData['json'] = { salt: randomBytes(16).toString('hex'), answers: withoutAbsent(answers) }
  return { json, sha256: dataHashOf(json) }
}

/** As the database will store it: members that are `undefined` do not exist. */
export const withoutAbsent = <Value extends object>(value: Value): Value => JSON.parse(JSON.stringify(value))

/** How an event names data: which version of the dossier's data, and its hash. */
export const dataRefOf = (version: number, data: { sha256: string }): string => `v${version}:${data.sha256}`
