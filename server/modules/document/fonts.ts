import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Font } from '@react-pdf/renderer'
import { fontCoverage } from './glyphs.ts'

/** Times metrics as official papers have them (NĐ 30/2020/NĐ-CP), with the whole Vietnamese alphabet. */
export const FAMILY = 'Tinos'

const FACES = [
  { file: '400Regular/Tinos_400Regular.ttf', fontWeight: 400, fontStyle: 'normal' },
  { file: '700Bold/Tinos_700Bold.ttf', fontWeight: 700, fontStyle: 'normal' },
  { file: '400Regular_Italic/Tinos_400Regular_Italic.ttf', fontWeight: 400, fontStyle: 'italic' },
  { file: '700Bold_Italic/Tinos_700Bold_Italic.ttf', fontWeight: 700, fontStyle: 'italic' },
] as const

const resolveFont = (file: string) => createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${file}`)

export const fontFiles = () => FACES.map(({ file }) => resolveFont(file))

let isRegistered = false
export function registerFonts(): void {
  if (isRegistered) return
  for (const { file, ...face } of FACES) Font.register({ family: FAMILY, src: resolveFont(file), ...face })
  // Vietnamese is never hyphenated. Only what could not fit on any line (a long e-mail address) may be broken.
  Font.registerHyphenationCallback((word) => (word.length > 48 ? (word.match(/.{1,24}/gu) ?? [word]) : [word]))
  isRegistered = true
}

let coverage: Set<number> | undefined
/** Code points that every face can print. */
function printable(): Set<number> {
  if (!coverage) {
    const [first = new Set<number>(), ...others] = fontFiles().map((file) => fontCoverage(readFileSync(file)))
    coverage = new Set([...first].filter((point) => others.every((face) => face.has(point))))
  }
  return coverage
}

const MISSING = '□'

/** A letter outside the fonts would come out as another, wrong letter without any error: it is printed as an empty box instead. */
export function printableText(text: string): string {
  const known = printable()
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
  return [...clean].map((letter) => (letter === '\n' || known.has(letter.codePointAt(0) ?? 0) ? letter : MISSING)).join('')
}

/** Every text of the data, made printable. */
export function printableData<T>(data: T): T {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return printableText(value)
    if (Array.isArray(value)) return value.map(clean)
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clean(v)]))
    return value
  }
  return clean(data) as T
}
