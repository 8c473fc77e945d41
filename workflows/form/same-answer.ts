import { isRecord } from './read-field.ts'

/** What an answer says, whatever order its members stand in and however "nothing" is written. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said)
  if (!isRecord(value)) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, said(member)]),
  )
}

/** Databases keep no order of members: two answers are the same when they say the same. */
export const isSameAnswer = (a: unknown, b: unknown): boolean => JSON.stringify(said(a)) === JSON.stringify(said(b))
