import { byPopularity } from './ask.ts'
import {
  catalogueKey,
  type EntryRow,
  entriesInForce,
  type LifeEventRow,
  lifeEventRows,
  searchWords,
} from './catalogue.repository.ts'
import type { Lexicon } from './readings.ts'
import { type Entry, SearchIndex } from './search-index.ts'

export interface Catalogue {
  index: SearchIndex
  lexicon: Lexicon
  lifeEvents: readonly LifeEventRow[]
}

/** A procedure belongs to a life event when its definition names it, or when its whole field does. */
export const eventsOf = (
  { lifeEvents, fieldVi }: Pick<EntryRow, 'lifeEvents' | 'fieldVi'>,
  events: readonly LifeEventRow[],
): string[] =>
  events
    .filter(({ names, fields }) => fields.includes(fieldVi) || names.some((name) => lifeEvents.includes(name)))
    .map(({ id }) => id)

async function load(): Promise<Catalogue> {
  const [rows, lifeEvents, words] = await Promise.all([entriesInForce(), lifeEventRows(), searchWords()])
  const entries: Entry[] = rows.map(({ lifeEvents: named, ...row }) => ({
    ...row,
    events: eventsOf({ lifeEvents: named, fieldVi: row.fieldVi }, lifeEvents),
  }))
  return {
    index: new SearchIndex(entries.toSorted(byPopularity)),
    lexicon: new Map(words.map((word) => [word.key, word])),
    lifeEvents,
  }
}

let known: { key: string; catalogue: Promise<Catalogue> } | null = null

/** The catalogue in force, held in memory; asked with one small query whether it is still the one. */
export async function catalogueInForce(): Promise<Catalogue> {
  const key = await catalogueKey()
  if (known?.key === key) return known.catalogue
  const loaded = { key, catalogue: load() }
  known = loaded
  loaded.catalogue.catch(() => {
    if (known === loaded) known = null
  })
  return loaded.catalogue
}
