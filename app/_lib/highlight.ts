/** Without marks and case, as people search. */
export const fold = (text: string) =>
  text
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')

const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi')

export interface Piece {
  /** Where it begins: what makes two equal pieces different. */
  at: number
  text: string
  isHit: boolean
}

/** Cuts a text into pieces, marking the words that were searched for, with or without marks. */
export function highlight(text: string, query: string): Piece[] {
  const typed = plain(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  // marks that were typed count: "sổ đỏ" is neither "sở" nor "do"
  const marked = new Set(typed)
  const wanted = new Set(typed.filter((word) => fold(word) === word))
  const pieces: Piece[] = []
  let at = 0
  for (const part of text.split(/(?<=[\s,.;:()–-])|(?=[\s,.;:()–-])/)) {
    const isBlank = part.trim() === ''
    const last = pieces.at(-1)
    const isHit = isBlank ? (last?.isHit ?? false) : marked.has(plain(part)) || wanted.has(fold(part))
    if (last && last.isHit === isHit) last.text += part
    else pieces.push({ at, text: part, isHit })
    at += part.length
  }
  return pieces
}
