import { fold } from '../fold.ts'

export interface Word {
  /** With marks, in small letters. */
  marked: string
  folded: string
}

/** More words than this say nothing that the first ones did not. */
const MAX_WORDS = 24

/** The words of a text, each as it stands there and as it is compared. */
export function wordsOf(text: string, most = MAX_WORDS): Word[] {
  const words: Word[] = []
  for (const piece of text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .split(/[^\p{L}\p{M}\p{N}.]+/u)) {
    const marked = piece.replace(/^\.+|\.+$/g, '').toLowerCase()
    const folded = fold(marked)
    if (folded !== '' && !folded.includes(' ')) words.push({ marked, folded })
    if (words.length === most) break
  }
  return words
}

/** "bò" is not "bố": marks that were typed count, marks that were left out do not. */
export const hasMarks = ({ marked, folded }: Word): boolean => marked !== folded && marked.replaceAll('y', 'i') !== folded

/**
 * Keys of the Vietnamese keyboards that were not turned into letters, because the keyboard was off: Telex (`ddawng kys`) and
 * VNI (`d9a8ng ky1`). The word without them, or null when it cannot have come about so.
 */
export function withoutKeys(folded: string): string | null {
  if (/^\p{L}[\p{L}\d]*\d$|^\p{L}+\d\p{L}+$/u.test(folded)) {
    const letters = folded.replace(/\d/g, '')
    return letters === '' ? null : letters
  }
  if (!/^[a-z]+$/.test(folded)) return null
  const letters = folded
    .replace(/([aeo])(?=\1)/g, '')
    .replace(/dd/g, 'd')
    .replace(/([auo])w/g, '$1')
    .replace(/(?<=[aeiou][a-z]{0,3})[sfrxj]$/, '')
    .replace(/(?<=[aeiou])[sfrxj](?=(?:ng|nh|ch|[nmcpt])$)/, '')
  return letters === folded || letters === '' ? null : letters
}
