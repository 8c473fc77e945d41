import type { ProcedureCard } from './card.ts'
import { cardsOf } from './definition-of.ts'
import { fold } from './fold.ts'
import type { SearchProceduresInput } from './procedure.schema.ts'
import { type Answer, ask, type Filter } from './search/ask.ts'
import { type Catalogue, catalogueInForce } from './search/catalogue.ts'
import type { Entry } from './search/search-index.ts'

const PAGE = 10
const DIMENSIONS = ['event', 'field', 'level', 'online'] as const

interface Cursor {
  score: number
  popularity: number
  code: string
}

/** A cursor that is not ours begins at the first page. */
function read(text: string | null | undefined): Cursor | null {
  const [, score, popularity, code] = /^(\d{1,8})~(\d{1,9})~(\d\.\d{6})$/.exec(text ?? '') ?? []
  return code ? { score: Number(score), popularity: Number(popularity), code } : null
}

type Hit = Answer['hits'][number]
const write = ({ score, entry }: Hit): string => `${score}~${entry.popularity}~${entry.code}`

const isBehind = ({ score, entry }: Hit, after: Cursor): boolean => {
  if (score !== after.score) return score < after.score
  if (entry.popularity !== after.popularity) return entry.popularity < after.popularity
  return entry.code > after.code
}

const valuesOf = (entry: Entry, dimension: keyof Filter): readonly string[] => {
  if (dimension === 'event') return entry.events
  if (dimension === 'field') return [entry.fieldVi]
  return [dimension === 'level' ? entry.level : entry.onlineLevel]
}

const fits = (entry: Entry, filter: Filter, except?: keyof Filter): boolean =>
  DIMENSIONS.every((name) => {
    const wanted = filter[name]
    return name === except || wanted === undefined || valuesOf(entry, name).includes(wanted)
  })

/** How many there are of each choice, were it made beside the others that are made. */
function choicesOf(entries: readonly Entry[], filter: Filter, dimension: keyof Filter): { value: string; n: number }[] {
  const counts = new Map<string, number>()
  for (const entry of entries)
    if (fits(entry, filter, dimension))
      for (const value of valuesOf(entry, dimension)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, n]) => ({ value, n }))
}

const inVietnamese = new Intl.Collator('vi')

function facetsOf({ lifeEvents }: Catalogue, hits: readonly Hit[], filter: Filter) {
  const entries = hits.map(({ entry }) => entry)
  const [events, fields, levels, online] = DIMENSIONS.map((name) => choicesOf(entries, filter, name))
  return {
    events: lifeEvents.flatMap(({ id, nameVi, nameEn }) => {
      const n = events?.find(({ value }) => value === id)?.n
      return n === undefined ? [] : [{ value: id, nameVi, nameEn, n }]
    }),
    fields: (fields ?? []).toSorted((a, b) => inVietnamese.compare(a.value, b.value)),
    levels: levels ?? [],
    online: online ?? [],
  }
}

/** Finds procedures by what people type: with or without marks, in everyday words, misspelt. Empty words list all, most asked first. */
export async function searchProcedures({ q, exact, cursor, ...filter }: SearchProceduresInput) {
  const catalogue = await catalogueInForce()
  const { index, lexicon, lifeEvents } = catalogue
  // signs alone are no question: everything is listed, and the page says why
  const isWordless = q !== '' && fold(q).replaceAll('.', '') === ''
  const { hits, understood }: Answer =
    q === '' || isWordless
      ? { hits: index.entries.map((entry) => ({ entry, score: 0 })), understood: null }
      : ask(index, lexicon, q, exact)
  const fitting = hits.filter(({ entry }) => fits(entry, filter))
  const after = read(cursor)
  const rest = after ? fitting.filter((hit) => isBehind(hit, after)) : fitting
  const shown = rest.slice(0, PAGE)
  const items: ProcedureCard[] = await cardsOf(shown.map(({ entry }) => entry.versionId))
  const last = shown.at(-1)
  const names = items.map(({ nameVi }) => fold(nameVi))
  return {
    items,
    total: fitting.length,
    nextCursor: rest.length > PAGE && last ? write(last) : null,
    understood,
    isWordless,
    /** Two of them are called the same: only level and agency tell them apart. */
    hasLookAlikes: new Set(names).size < names.length,
    facets: facetsOf(catalogue, hits, filter),
    lifeEvent: lifeEvents.find(({ id }) => id === filter.event) ?? null,
    /** Where to go on when nothing was found. */
    instead: fitting.length > 0 ? [] : await insteadOf(catalogue, hits),
  }
}

const INSTEAD = 5

/** What the words alone would have found, else what most people ask for. */
async function insteadOf({ index }: Catalogue, hits: readonly Hit[]): Promise<ProcedureCard[]> {
  const entries = hits.length > 0 ? hits.map(({ entry }) => entry) : index.entries
  return cardsOf(entries.slice(0, INSTEAD).map(({ versionId }) => versionId))
}
