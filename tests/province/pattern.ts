// A text with places to be filled in. Rows of a copied dossier differ from the recorded ones in ids, names, times and hashes only.

export interface Pattern {
  /** One more than there are slots: what stands before, between and after them. */
  parts: string[]
  slots: number[]
}

/** Which slot stands for which text of the recording. */
export type Literals = ReadonlyMap<string, number>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Finds every literal in a text; short words (codes of agencies) only as a whole JSON string or a whole cell. */
export function finderOf(literals: Literals, words: readonly string[]): RegExp {
  const long = [...literals.keys()].filter((text) => !words.includes(text)).toSorted((a, b) => b.length - a.length)
  const short = words.map((word) => `(?<=")${escaped(word)}(?=")|^${escaped(word)}$`)
  return new RegExp([...long.map(escaped), ...short].join('|'), 'g')
}

export function patternOf(text: string, literals: Literals, finder: RegExp): Pattern {
  const parts: string[] = []
  const slots: number[] = []
  let from = 0
  for (const match of text.matchAll(finder)) {
    const slot = literals.get(match[0])
    if (slot === undefined) throw new Error(`no slot for ${match[0]}`)
    parts.push(text.slice(from, match.index))
    slots.push(slot)
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return { parts, slots }
}

export function fill({ parts, slots }: Pattern, values: readonly string[]): string {
  let text = parts[0] ?? ''
  for (let n = 0; n < slots.length; n += 1) text += `${values[slots[n] ?? -1]}${parts[n + 1]}`
  return text
}

export const mapParts = (pattern: Pattern, change: (part: string) => string): Pattern => ({
  parts: pattern.parts.map(change),
  slots: pattern.slots,
})

/** Several patterns as one, with a text between them. */
export function joined(patterns: readonly Pattern[], between: string): Pattern {
  const parts: string[] = []
  const slots: number[] = []
  for (const [n, pattern] of patterns.entries()) {
    const [first = '', ...rest] = pattern.parts
    if (n === 0) parts.push(first)
    else parts.push(`${parts.pop() ?? ''}${between}${first}`)
    parts.push(...rest)
    slots.push(...pattern.slots)
  }
  return { parts, slots }
}

const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00(?::00)?)/g

/** Every instant of a text some while later; whole weeks, so that office hours and days of the week stay. */
export const shiftedInstants = (text: string, ms: number): string =>
  text.replace(INSTANT, (instant) => {
    const at = Date.parse(instant.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z'))
    return new Date(at + ms).toISOString()
  })

/** As COPY reads it (text format). */
export const escapedForCopy = (text: string): string =>
  text.replace(/[\\\n\r\t]/g, (sign) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? sign)
