import { type Lexicon, type Understanding, understand } from './readings.ts'
import type { Entry, Found, Reading, SearchIndex } from './search-index.ts'

export interface Filter {
  event?: string
  field?: string
  level?: string
  online?: string
}

export interface Answer {
  hits: { entry: Entry; score: number }[]
  /** The words that were looked for, where they are not those that were typed. */
  understood: string | null
}

const SCALE = 1_000_000
/** What says much less of the question than the best one does is no answer to it. */
const LEAST_SHARE = 0.55
const LEAST = 0.3
const RIGHT_LEVEL = 1.08
const WRONG_LEVEL = 0.85

const byScore = (a: { entry: Entry; score: number }, b: { entry: Entry; score: number }) =>
  b.score - a.score || byPopularity(a.entry, b.entry)
export const byPopularity = (a: Entry, b: Entry) => b.popularity - a.popularity || (a.code < b.code ? -1 : 1)

/** The answers to a question, the best first, each with a whole number that the next page can begin behind. */
export function ask(index: SearchIndex, lexicon: Lexicon, q: string, isExact: boolean): Answer {
  const coded = /^[\d.\s]+$/.test(q) ? index.withCode(q.trim()) : undefined
  if (coded) return { hits: [{ entry: coded, score: SCALE }], understood: null }
  const { readings, level } = understand(q, index, lexicon, isExact)
  const best = new Map<number, Found & { reading: Reading }>()
  for (const reading of readings)
    for (const [at, found] of index.find(reading, isExact)) {
      const known = best.get(at)
      if (!known || found.score > known.score) best.set(at, { ...found, reading })
    }
  let most = 0
  for (const { coverage } of best.values()) most = Math.max(most, coverage)
  const hits = [...best.values()]
    .filter(({ coverage }) => coverage >= Math.max(LEAST, most * LEAST_SHARE))
    .map((found) => ({ ...found, score: Math.round(found.score * levelFactor(level, found.entry) * SCALE) }))
    .toSorted(byScore)
  const [first] = hits
  return {
    hits: hits.map(({ entry, score }) => ({ entry, score })),
    understood: first ? understoodOf(first, readings[0], index) : null,
  }
}

const levelFactor = (wanted: Understanding['level'], { level }: Entry): number =>
  wanted === null ? 1 : wanted === level ? RIGHT_LEVEL : WRONG_LEVEL

/** What the best answer was found by, when that is not what was typed: misspelt words put right, everyday words in the law's. */
function understoodOf(found: Found & { reading: Reading }, typed: Reading | undefined, index: SearchIndex): string | null {
  const isTyped = found.reading === typed
  const words = found.reading.words.map((word, at) => {
    const meant = found.meant[at]
    const isUnknown = index.vocabulary.idOf(word.folded) === undefined
    return { ...word, put: meant && (isUnknown || meant.folded === word.folded) ? meant : word }
  })
  if (isTyped && words.every(({ put, folded }) => put.folded === folded)) return null
  return words
    .filter(({ weight }) => isTyped || weight === 1)
    .map(({ put }) => put.marked)
    .join(' ')
}
