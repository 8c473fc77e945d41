'use client'

import { z } from 'zod'
import type { Answers } from '#workflows/form/validate.ts'

/** What was typed and is not on the server yet, with what stood in the field before. */
export interface KeptAnswer {
  value: unknown
  seen: unknown
}

// Kept in the browser until the server has it: a reload, a closed lid or an ended session loses nothing. For one person only, because phones
// and computers are shared; what nobody came back for is forgotten.

const PREFIX = 'mocua.typed.'
const DAYS_KEPT = 14
const keptSchema = z.object({ value: z.unknown(), seen: z.unknown(), at: z.number() })

const keyOf = (viewerId: string, draftId: string, field = '') => `${PREFIX}${viewerId}.${draftId}.${field}`

/** Null where the browser gives no storage (private windows): then only the open page keeps it. */
function storage(): Storage | null {
  try {
    return window.localStorage
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function keysOf(store: Storage, prefix: string): string[] {
  return Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((key) => key.startsWith(prefix))
}

function read(store: Storage, key: string): (KeptAnswer & { at: number }) | null {
  try {
    return keptSchema.parse(JSON.parse(store.getItem(key) ?? 'null'))
  } catch (error) {
    // written by another version, or by somebody else: it is no answer of ours
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

export function keepAnswer(viewerId: string, draftId: string, field: string, { value, seen }: KeptAnswer): void {
  try {
    storage()?.setItem(
      keyOf(viewerId, draftId, field),
      JSON.stringify({ value: value ?? null, seen: seen ?? null, at: Date.now() }),
    )
  } catch (error) {
    // full: the open page still has it, and the server gets it as always
    if (!(error instanceof DOMException)) throw error
  }
}

export const forgetAnswer = (viewerId: string, draftId: string, field: string): void =>
  storage()?.removeItem(keyOf(viewerId, draftId, field))

/** What is kept of this draft for this person, by field. What belongs to others or is too old is removed on the way. */
export function keptAnswers(viewerId: string, draftId: string): Map<string, KeptAnswer> {
  const store = storage()
  const found = new Map<string, KeptAnswer>()
  if (!store) return found
  const own = keyOf(viewerId, draftId)
  const oldest = Date.now() - DAYS_KEPT * 86_400_000
  for (const key of keysOf(store, PREFIX)) {
    const kept = read(store, key)
    if (!kept || kept.at < oldest || !key.startsWith(`${PREFIX}${viewerId}.`)) store.removeItem(key)
    else if (key.startsWith(own)) found.set(key.slice(own.length), kept)
  }
  return found
}

export const valuesOf = (kept: ReadonlyMap<string, KeptAnswer>, what: keyof KeptAnswer): Answers =>
  Object.fromEntries([...kept].map(([field, one]) => [field, one[what] ?? null]))
