import { fold } from '../fold.ts'

export interface Word {
  /** With marks, in small letters. */
  marked: string
  folded: string
}

/** More words than this say nothing that the first ones did not. */
const MAX_WORDS = 24

/** What was copied from a page with its marks of writing. */
const TAG = /<\/?[a-z][^<>]{0,200}>/gi

/** The words of a text, each as it stands there and as it is compared. */
export function wordsOf(text: string, most = MAX_WORDS): Word[] {
  const words: Word[] = []
  const visible = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(TAG, ' ')
  for (const piece of visible.split(/[^\p{L}\p{M}\p{N}.]+/u)) {
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
  if (/^\p{L}[\p{L}\d]*$/u.test(folded) && /\d/.test(folded)) {
    return folded.replace(/\d/g, '')
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
