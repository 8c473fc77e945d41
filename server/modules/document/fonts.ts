import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Font } from '@react-pdf/renderer'
import { fontCoverage } from './glyphs.ts'
import { printableWith } from './printable.ts'

/** Times metrics as official papers have them (NĐ 30/2020/NĐ-CP), with the whole Vietnamese alphabet. */
export const FAMILY = 'Tinos'

const FACES = [
  { file: '400Regular/Tinos_400Regular.ttf', fontWeight: 400, fontStyle: 'normal' },
  { file: '700Bold/Tinos_700Bold.ttf', fontWeight: 700, fontStyle: 'normal' },
  { file: '400Regular_Italic/Tinos_400Regular_Italic.ttf', fontWeight: 400, fontStyle: 'italic' },
  { file: '700Bold_Italic/Tinos_700Bold_Italic.ttf', fontWeight: 700, fontStyle: 'italic' },
] as const

/** By a path and not by a module's name: the bundler of the web process would take the whole package in, code for telephones included. */
const resolveFont = (file: string) =>
  join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@expo-google-fonts/tinos', file)

const vowels = 'aăâeêioôơuưy'
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const small = `${[...vowels].flatMap((vowel) => tones.map((tone) => `${vowel}${tone}`.normalize('NFC'))).join('')}đ`
/** Every letter that only Vietnamese spelling needs beside ASCII, small and capital, each as one code point. */
export const VIETNAMESE_LETTERS = `${small}${small.toLocaleUpperCase('vi')}`

export const fontFiles = () => FACES.map(({ file }) => resolveFont(file))

let ready: Promise<void> | undefined
export function loadFonts(): Promise<void> {
  ready ??= load()
  return ready
}

async function load(): Promise<void> {
  for (const { file, ...face } of FACES) Font.register({ family: FAMILY, src: resolveFont(file), ...face })
  // Vietnamese is never hyphenated. Only what could not fit on any line (a long e-mail address) may be broken.
  Font.registerHyphenationCallback((word) => (word.length > 48 ? (word.match(/.{1,24}/gu) ?? [word]) : [word]))
  for (const { fontWeight, fontStyle } of FACES) {
    const descriptor = { fontFamily: FAMILY, fontWeight, fontStyle }
    await Font.load(descriptor)
    const font = Font.getFont(descriptor).data
    nameGlyphs(font)
    rememberRuns(font)
  }
}

/**
 * fontkit remembers a glyph with the letters it first stood for. Writing a font into one PDF touches parts of composed letters ("a" inside
 * "ạ") without letters, and from then on that letter could be neither copied, searched nor wrapped rightly in every later PDF of the
 * process. So each glyph gets its letter before the first PDF; Vietnamese first, where two letters share a glyph (Đ and Ð).
 */
function nameGlyphs(font: ReturnType<typeof Font.getFont>['data']): void {
  if (!font || !('characterSet' in font)) throw new Error(`the font ${FAMILY} was not loaded`)
  const letters = [...VIETNAMESE_LETTERS].map((letter) => letter.codePointAt(0) ?? 0)
  const ascii = Array.from({ length: 95 }, (_, index) => 32 + index)
  for (const point of [...letters, ...ascii, ...font.characterSet]) font.glyphForCodePoint(point)
}

/** Pieces of text whose glyphs are kept: what forms say stays among them, what one person's paper says is soon pushed out. */
const KEPT_RUNS = 1_000

/** The same few hundred labels stand on every paper, and finding their glyphs was a sixth of making one. */
function rememberRuns(font: ReturnType<typeof Font.getFont>['data']): void {
  if (!font || !('layout' in font)) throw new Error(`the font ${FAMILY} was not loaded`)
  const find = font.layout.bind(font)
  const kept = new Map<string, ReturnType<typeof find>>()
  font.layout = (...asked: Parameters<typeof find>) => {
    const [text, features, , , direction] = asked
    // only what lays out lines: the writer of the PDF changes what it gets
    if (features !== undefined || direction !== 'ltr') return find(...asked)
    const run = kept.get(text) ?? find(...asked)
    kept.delete(text)
    kept.set(text, run)
    const [oldest] = kept.keys()
    if (kept.size > KEPT_RUNS && oldest !== undefined) kept.delete(oldest)
    return run
  }
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

/** A letter outside the fonts would come out as another, wrong letter without any error: it is printed as an empty box instead. */
export function printableText(text: string): string {
  const known = printable()
  return printableWith((point) => known.has(point), text)
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
