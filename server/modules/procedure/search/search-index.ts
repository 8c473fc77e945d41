import { type Near, Vocabulary } from './vocabulary.ts'
import { hasMarks, type Word, wordsOf } from './words.ts'

/** What searching knows of a procedure in force. */
export interface Entry {
  code: string
  versionId: string
  nameVi: string
  nameEn: string
  fieldVi: string
  level: string
  onlineLevel: string
  synonyms: string[]
  results: string[]
  /** Life events by id. */
  events: string[]
  popularity: number
  generated: boolean
}

interface Phrase {
  entry: number
  words: Word[]
  ids: number[]
  /** How much a hit in it says about the procedure. */
  weight: number
  total: number
}

/** One question, or one way of reading it. */
export interface Reading {
  words: (Word & { weight: number })[]
  /** Less than 1: words were put in place of those that were typed. */
  trust: number
}

export interface Found {
  entry: Entry
  score: number
  /** Share of the question that was found somewhere in it. */
  coverage: number
  /** By word of the question: the word that was meant, in the phrase that fits best. */
  meant: (Word | null)[]
}

const WEIGHTS = { name: 1, synonym: 0.96, nameEn: 0.8, result: 0.75, field: 0.4 }
/** Of how the words of a question stand in a phrase: how many of them, how much of the phrase, in that order. */
const SHARE = { question: 0.6, phrase: 0.24, order: 0.16 }
const ACROSS = 0.25
/** Even a field or a life event counts for so much when the whole procedure is looked at. */
const LEAST_WEIGHT = 0.6
const BY_POPULARITY = 0.004
const MOST_POPULAR = 16
/** Samples stand behind a real procedure that fits nearly as well. */
const SAMPLE = 0.8
const WRONG_MARKS = 0.75
/** A word that stands nowhere says little. */
const UNKNOWN = 0.35
/** Of the weight of the weightiest word: with less, a word alone makes no procedure an answer. */
const OPENS = 0.3
const NOWHERE = -9

/** A word of the question while it is looked for. */
interface Asked {
  at: number
  /** As it was typed, where marks were typed. */
  marked: string | null
  mayOpen: boolean
  /** Words of the question. */
  of: number
}

interface Hits {
  phrase: number
  /** Per word of the question: how well it was found, and where in the phrase. */
  qualities: number[]
  places: number[]
}

/** All phrases of a catalogue by their words. Built once per revision, read by every question; nothing in it changes. */
export class SearchIndex {
  /** In the order in which they were given: of a catalogue, what most people ask for first. */
  readonly entries: readonly Entry[]
  readonly vocabulary = new Vocabulary()
  private readonly phrases: Phrase[] = []
  /** By word: the phrases that hold it, each with the word's place, alternating. */
  private readonly postings: number[][] = []
  private readonly rarity: number[] = []
  private readonly byCode: ReadonlyMap<string, Entry>
  /** By phrase: where its hits are, for the question that is being answered. */
  private readonly slots: Int32Array

  constructor(entries: readonly Entry[]) {
    this.entries = entries
    this.byCode = new Map(entries.map((entry) => [entry.code.replace('.', ''), entry]))
    const seen: number[][] = []
    for (const [at, entry] of entries.entries())
      for (const [text, weight] of phrasesOf(entry)) {
        const words = wordsOf(text, 60)
        const ids = words.map(({ folded }) => this.vocabulary.add(folded))
        const phrase = this.phrases.push({ entry: at, words, ids, weight, total: 0 }) - 1
        for (const [place, id] of ids.entries()) {
          listOf(this.postings, id).push(phrase, place)
          const holders = listOf(seen, id)
          if (holders.at(-1) !== at) holders.push(at)
        }
      }
    this.vocabulary.close()
    for (const [id, holders] of seen.entries()) this.rarity[id] = Math.log(1 + entries.length / holders.length)
    this.slots = new Int32Array(this.phrases.length)
    for (const phrase of this.phrases) phrase.total = phrase.ids.reduce((sum, id) => sum + (this.rarity[id] ?? 0), 0)
  }

  withCode(text: string): Entry | undefined {
    return this.byCode.get(text.replace(/[.\s]/g, ''))
  }

  rarityOf(word: string): number {
    const id = this.vocabulary.idOf(word)
    return id === undefined ? Math.log(1 + this.entries.length) * UNKNOWN : (this.rarity[id] ?? 0)
  }

  /** Every procedure with something of the question, each with how well it fits; `isExact` takes words only as they were typed. */
  find({ words, trust }: Reading, isExact: boolean): Map<number, Found> {
    const near = words.map(({ folded }, at) => this.nearTo(folded, at === words.length - 1, isExact))
    const weights = words.map(({ folded, weight }, at) => weight * this.weightOf(folded, near[at] ?? []))
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    const hits: Hits[] = []
    const most = Math.max(0, ...weights)
    // the words that say most come first; those that say little are only looked for where one of them was found
    for (const [at, weight] of [...weights.entries()].toSorted((a, b) => b[1] - a[1])) {
      const word = words[at]
      const asked = { at, marked: word && hasMarks(word) ? word.marked : null, mayOpen: weight >= most * OPENS, of: words.length }
      for (const { id, quality } of near[at] ?? []) this.mark(hits, asked, id, quality)
    }
    for (const { phrase } of hits) this.slots[phrase] = 0
    return this.judge(hits, weights, all, trust)
  }

  private nearTo(folded: string, isLast: boolean, isExact: boolean): readonly Near[] {
    const id = this.vocabulary.idOf(folded)
    if (isExact) return id === undefined ? [] : [{ id, quality: 1 }]
    return this.vocabulary.near(folded, isLast)
  }

  /** As rare as the likeliest of the words that may be meant. */
  private weightOf(folded: string, near: readonly Near[]): number {
    const best = near.reduce<Near | null>((a, b) => (a === null || b.quality > a.quality ? b : a), null)
    return best === null ? this.rarityOf(folded) : (this.rarity[best.id] ?? 0)
  }

  private mark(hits: Hits[], { at, marked, mayOpen, of }: Asked, id: number, quality: number): void {
    const list = this.postings[id] ?? []
    for (let n = 0; n < list.length; n += 2) {
      const [phrase = 0, place = 0] = [list[n], list[n + 1]]
      let hit = hits[(this.slots[phrase] ?? 0) - 1]
      if (!hit) {
        if (!mayOpen) continue
        hit = { phrase, qualities: new Array<number>(of).fill(0), places: new Array<number>(of).fill(NOWHERE) }
        this.slots[phrase] = hits.push(hit)
      }
      const isOther = marked !== null && this.phrases[phrase]?.words[place]?.marked !== marked
      const sure = isOther ? quality * WRONG_MARKS : quality
      const before = hit.qualities[at] ?? 0
      const follows = place === (hit.places[at - 1] ?? NOWHERE) + 1 || place + 1 === hit.places[at + 1]
      if (sure > before || (sure === before && follows)) {
        hit.qualities[at] = sure
        hit.places[at] = place
      }
    }
  }

  private judge(hits: readonly Hits[], weights: readonly number[], all: number, trust: number): Map<number, Found> {
    const best = new Map<number, { score: number; hit: Hits; across: number[] }>()
    const pairs = weights.slice(1).reduce((sum, weight, at) => sum + weight + (weights[at] ?? 0), 0)
    for (const hit of hits) {
      const { qualities, places } = hit
      const phrase = this.phrases[hit.phrase]
      if (!phrase) continue
      let [asked, told, order] = [0, 0, 0]
      for (let at = 0; at < weights.length; at += 1) {
        const weight = weights[at] ?? 0
        const quality = qualities[at] ?? 0
        if (quality === 0) continue
        const place = places[at] ?? NOWHERE
        asked += weight * quality
        if (places.indexOf(place) === at) told += quality * (this.rarity[phrase.ids[place] ?? -1] ?? 0)
        if (at > 0 && (qualities[at - 1] ?? 0) > 0 && place === (places[at - 1] ?? NOWHERE) + 1)
          order += weight + (weights[at - 1] ?? 0)
      }
      const q = all > 0 ? asked / all : 0
      const score =
        phrase.weight *
        (SHARE.question * q +
          SHARE.phrase * Math.min(1, phrase.total > 0 ? told / phrase.total : 0) * q +
          SHARE.order * (pairs > 0 ? order / pairs : q))
      const known = best.get(phrase.entry) ?? { score: -1, hit, across: new Array<number>(weights.length).fill(0) }
      const share = Math.max(phrase.weight, LEAST_WEIGHT)
      for (let at = 0; at < qualities.length; at += 1)
        known.across[at] = Math.max(known.across[at] ?? 0, (qualities[at] ?? 0) * share)
      if (score > known.score) {
        known.score = score
        known.hit = hit
      }
      best.set(phrase.entry, known)
    }
    const found = new Map<number, Found>()
    for (const [at, { score, hit, across }] of best) {
      const entry = this.entries[at]
      if (!entry) continue
      const coverage = all > 0 ? weights.reduce((sum, weight, n) => sum + weight * (across[n] ?? 0), 0) / all : 0
      const popular = BY_POPULARITY * Math.min(entry.popularity, MOST_POPULAR)
      const words = this.phrases[hit.phrase]?.words ?? []
      found.set(at, {
        entry,
        score: trust * (score + ACROSS * coverage + popular * coverage) * (entry.generated ? SAMPLE : 1),
        coverage: coverage * trust,
        meant: hit.places.map((place) => words[place] ?? null),
      })
    }
    return found
  }
}

function listOf(lists: number[][], id: number): number[] {
  const known = lists[id]
  if (known) return known
  const list: number[] = []
  lists[id] = list
  return list
}

function phrasesOf({ nameVi, nameEn, fieldVi, synonyms, results }: Entry): [string, number][] {
  return [
    [nameVi, WEIGHTS.name],
    ...synonyms.map((text): [string, number] => [text, WEIGHTS.synonym]),
    [nameEn, WEIGHTS.nameEn],
    ...results.map((text): [string, number] => [text, WEIGHTS.result]),
    [fieldVi, WEIGHTS.field],
  ]
}
