/** How many single changes (a letter more, less, another, or two exchanged) lead from one word to the other; stops counting after two. */
export function distance(a: string, b: string): number {
  const [m, n] = [a.length, b.length]
  if (Math.abs(m - n) > 2) return 3
  let before: number[] = []
  let above = Array.from({ length: n + 1 }, (_, j) => j)
  for (let i = 1; i <= m; i += 1) {
    const row = [i]
    for (let j = 1; j <= n; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = above
    above = row
  }
  return Math.min(3, above[n] ?? 3)
}

/** Spellings that sound alike in one dialect or another: s/x, tr/ch, d/gi/r, l/n, c/t and n/ng at the end. */
export const sound = (folded: string): string =>
  folded
    .replace(/^x/, 's')
    .replace(/^tr/, 'ch')
    .replace(/^(?:gi|r|v)(?=[aeiou])/, 'd')
    .replace(/^l/, 'n')
    .replace(/^ngh/, 'ng')
    .replace(/^gh/, 'g')
    .replace(/^[kq](?=[aeiou])/, 'c')
    .replace(/ng$/, 'n')
    .replace(/nh$/, 'n')
    .replace(/(?:ch|t)$/, 'c')

const withoutOne = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))

export interface Near {
  id: number
  /** 1: the very word; less: how sure it is that this one was meant. */
  quality: number
}

/** More of them are guessing. */
const MOST_NEAR = 10
/** Beside a word that exists. */
const MOST_BESIDE = 4
const MOST_ASKED = 5_000

/** All words of the catalogue. Vietnamese has few syllables, so it grows slowly: two thousand procedures have some two thousand. */
export class Vocabulary {
  readonly words: string[] = []
  private readonly ids = new Map<string, number>()
  /** Words by what is left when one letter goes: whatever is one change away meets here. */
  private readonly shortened = new Map<string, number[]>()
  private readonly sounds = new Map<string, number[]>()
  private readonly sorted: string[] = []
  private readonly uses: number[] = []
  /** People ask the same words again and again. */
  private readonly asked = new Map<string, readonly Near[]>()

  add(word: string): number {
    const known = this.ids.get(word)
    if (known !== undefined) {
      this.uses[known] = (this.uses[known] ?? 0) + 1
      return known
    }
    const id = this.words.push(word) - 1
    this.uses.push(1)
    this.ids.set(word, id)
    for (const short of new Set([word, ...withoutOne(word)])) push(this.shortened, short, id)
    push(this.sounds, sound(word), id)
    return id
  }

  /** After the last word. */
  close(): void {
    this.sorted.push(...this.words.toSorted())
  }

  idOf = (word: string): number | undefined => this.ids.get(word)

  /** Words that may be meant by this one, the very one first. */
  near(word: string, isLast: boolean): readonly Near[] {
    const key = isLast ? `${word} ` : word
    const known = this.asked.get(key)
    if (known) return known
    const near = this.look(word, isLast)
    if (this.asked.size >= MOST_ASKED) this.asked.clear()
    this.asked.set(key, near)
    return near
  }

  private look(word: string, isLast: boolean): Near[] {
    const found = new Map<number, number>()
    const take = (id: number, quality: number) => found.set(id, Math.max(found.get(id) ?? 0, quality))
    const exact = this.ids.get(word)
    if (exact !== undefined) take(exact, 1)
    // a word that exists was probably meant
    const doubt = exact === undefined ? 1 : 0.75
    if (word.length >= 3 && !/\d/.test(word)) {
      for (const id of this.sounds.get(sound(word)) ?? []) take(id, 0.85 * doubt)
      for (const short of new Set([word, ...withoutOne(word)]))
        for (const id of this.shortened.get(short) ?? []) {
          const far = distance(word, this.words[id] ?? '')
          if (far === 1) take(id, (word.length === 3 ? 0.6 : 0.72) * doubt)
          else if (far === 2 && word.length >= 5 && exact === undefined) take(id, 0.45)
        }
    }
    // still being typed
    if (isLast && word.length >= 2 && exact === undefined) for (const id of this.startingWith(word)) take(id, 0.65)
    return [...found]
      .map(([id, quality]) => ({ id, quality }))
      .sort((a, b) => b.quality - a.quality || (this.uses[b.id] ?? 0) - (this.uses[a.id] ?? 0))
      .slice(0, exact === undefined ? MOST_NEAR : MOST_BESIDE)
  }

  private startingWith(start: string): number[] {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sorted[middle] ?? '') < start) low = middle + 1
      else high = middle
    }
    const ids: number[] = []
    for (let at = low; at < this.sorted.length && ids.length < 20; at += 1) {
      const word = this.sorted[at] ?? ''
      if (!word.startsWith(start)) break
      const id = this.ids.get(word)
      if (id !== undefined) ids.push(id)
    }
    return ids
  }

  /** Words written together: "khaisinh". Few pieces, and such as are often used; null when it is not made of words. */
  split(joined: string): string[] | null {
    if (joined.length < 5 || joined.length > 60) return null
    const best: ({ pieces: string[]; cost: number } | null)[] = [{ pieces: [], cost: 0 }]
    for (let end = 1; end <= joined.length; end += 1) {
      best[end] = null
      for (let start = Math.max(0, end - 7); start <= end - 2; start += 1) {
        const before = best[start]
        const piece = joined.slice(start, end)
        const id = this.ids.get(piece)
        if (!before || id === undefined) continue
        const cost = before.cost + 12 - Math.log(this.uses[id] ?? 1)
        if (cost < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) best[end] = { pieces: [...before.pieces, piece], cost }
      }
    }
    const pieces = best[joined.length]?.pieces
    return pieces && pieces.length > 1 ? pieces : null
  }
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const list = map.get(key)
  if (list) list.push(id)
  else map.set(key, [id])
}
