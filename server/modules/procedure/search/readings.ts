import type { Reading, SearchIndex } from './search-index.ts'
import { type Word, withoutKeys, wordsOf } from './words.ts'

export type WordKind = 'SYNONYM' | 'ABBREVIATION' | 'FILLER' | 'PROVINCE' | 'COMMUNE'
export interface SearchWord {
  key: string
  said: string
  kind: WordKind
  means: string[]
}

/** Words of everyday, by what is said. */
export type Lexicon = ReadonlyMap<string, SearchWord>

/** The longest thing that is said in one piece. */
const LONGEST = 7
const FILLER = 0.12
const PLACE = 0.1
const SYNONYM_TRUST = 0.97
/** Enough for any question; each reading is a search of its own. */
const MOST_READINGS = 8

interface Span {
  from: number
  to: number
  word: SearchWord
}

export interface Understanding {
  readings: Reading[]
  level: 'province' | 'commune' | null
}

/** A word as the catalogue may know it: with keyboard keys taken out, or taken apart where several were written together. */
function settle(word: Word, index: SearchIndex, lexicon: Lexicon): Word[] {
  const isKnown = (folded: string) => index.vocabulary.idOf(folded) !== undefined || lexicon.has(folded)
  if (isKnown(word.folded)) return [word]
  const typed = withoutKeys(word.folded)
  if (typed !== null && isKnown(typed)) return [{ marked: typed, folded: typed }]
  return index.vocabulary.split(word.folded)?.map((folded) => ({ marked: folded, folded })) ?? [word]
}

/** What is said in one piece, the longest first, none over another. */
function spansOf(words: readonly Word[], lexicon: Lexicon): Span[] {
  const spans: Span[] = []
  for (let from = 0; from < words.length; ) {
    let taken = 0
    for (let length = Math.min(LONGEST, words.length - from); length > 0 && taken === 0; length -= 1) {
      const word = lexicon.get(
        words
          .slice(from, from + length)
          .map(({ folded }) => folded)
          .join(' '),
      )
      if (!word) continue
      spans.push({ from, to: from + length, word })
      taken = length
    }
    from += Math.max(1, taken)
  }
  return spans
}

const weigh = (words: readonly Word[], weight: number) => words.map((word) => ({ ...word, weight }))

/** The question with some of what is said put into the words of the catalogue. */
function reading(words: readonly Word[], spans: readonly Span[], chosen: ReadonlyMap<Span, string>): Reading {
  const out: Reading['words'] = []
  const put = new Set<string>()
  let at = 0
  for (const span of spans) {
    out.push(...weigh(words.slice(at, span.from), 1))
    const means = chosen.get(span)
    const said = words.slice(span.from, span.to)
    const { kind } = span.word
    if (means !== undefined) {
      // "tiệm tạp hóa" is one shop and not two
      if (!put.has(means)) out.push(...weigh(wordsOf(means), 1))
      put.add(means)
    } else out.push(...weigh(said, kind === 'FILLER' ? FILLER : kind === 'PROVINCE' || kind === 'COMMUNE' ? PLACE : 1))
    at = span.to
  }
  out.push(...weigh(words.slice(at), 1))
  return { words: out, trust: chosen.size === 0 ? 1 : SYNONYM_TRUST }
}

/** The ways in which a question can be read; `isExact`: only as it was typed. */
export function understand(q: string, index: SearchIndex, lexicon: Lexicon, isExact: boolean): Understanding {
  const typed = wordsOf(q)
  if (isExact) return { readings: [{ words: weigh(typed, 1), trust: 1 }], level: null }
  const words = typed.flatMap((word) => settle(word, index, lexicon))
  const spans = spansOf(words, lexicon)
  const level = spans.findLast(({ word }) => word.kind === 'PROVINCE' || word.kind === 'COMMUNE')?.word.kind
  const other = spans.filter(({ word }) => word.means.length > 0)
  const readings = [reading(words, spans, new Map())]
  if (other.length > 1) readings.push(reading(words, spans, new Map(other.map((span) => [span, span.word.means[0] ?? '']))))
  for (const span of other) for (const means of span.word.means) readings.push(reading(words, spans, new Map([[span, means]])))
  return {
    readings: readings.slice(0, MOST_READINGS),
    level: level === 'PROVINCE' ? 'province' : level === 'COMMUNE' ? 'commune' : null,
  }
}
