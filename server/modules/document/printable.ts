const MISSING = '□'

/** Composed letters, no control characters; a letter that the fonts do not have becomes an empty box. */
export function printableWith(isKnown: (point: number) => boolean, text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
  return [...clean].map((letter) => (letter === '\n' || isKnown(letter.codePointAt(0) ?? 0) ? letter : MISSING)).join('')
}
