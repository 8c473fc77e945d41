import { inflateSync } from 'node:zlib'
import { refuseArchive } from './hidden-content.ts'
import { refuseFile } from './refuse-file.ts'

/**
 * Papers are read by officers on their own computers, so a PDF that can do something is refused: scripts, starting programs, files inside
 * it. Names in PDF may be written with `#xx` for any letter and may stand inside compressed object streams; both are looked through.
 */
const ACTIVE = ['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'Rendition', 'GoToE', 'SubmitForm', 'ImportData']

/** Unpacked object streams: of a real paper a few hundred kilobytes. */
const MAX_UNPACKED = 16_000_000
const MAX_UNPACKED_IN_ALL = 64_000_000

const hex = (letter: string) => letter.charCodeAt(0).toString(16).padStart(2, '0')
/** The name with each letter plain or as `#xx`. Long names only: three letters occur by chance in pictures. */
const namePattern = (name: string) =>
  Array.from(
    name,
    (letter) => `(?:${letter}|#${hex(letter).replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`,
  ).join('')
const END_OF_NAME = '(?=[\\s()<>\\[\\]{}/%]|$)'
const active = new RegExp(
  `/(?:${ACTIVE.map((name) => `${namePattern(name)}${name === 'EmbeddedFile' ? 's?' : ''}`).join('|')})${END_OF_NAME}`,
)
const xfa = new RegExp(`/${namePattern('XFA')}${END_OF_NAME}`)
const encrypted = new RegExp(`/${namePattern('Encrypt')}${END_OF_NAME}`)

export function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1')
  // readers look for the end in the last kilobyte; a download that broke off has none
  if (!/%%EOF/.test(text.slice(-1024)) || !/startxref/.test(text.slice(-2048))) refuseFile('truncated')
  // what is encrypted cannot be looked through, and the officer could not open it
  if (encrypted.test(text)) refuseFile('encrypted')
  if (isActive(text)) refuseFile('activeContent')
  refuseArchive(text)
  let unpacked = 0
  for (const stream of objectStreams(text)) {
    if (isActive(stream)) refuseFile('activeContent')
    unpacked += stream.length
    if (unpacked > MAX_UNPACKED_IN_ALL) refuseFile('damaged')
  }
}

/** A form of Adobe's older kind carries its own program; `/XFA` alone is short enough to occur in a picture by chance. */
const isActive = (text: string): boolean => active.test(text) || (xfa.test(text) && /AcroForm|xdp:xdp/.test(text))

const has = (dictionary: string, name: string) => new RegExp(`/${namePattern(name)}${END_OF_NAME}`).test(dictionary)

/** Objects may be packed into streams; a reader finds those by their `/N` and `/First`, whatever type they claim. */
function* objectStreams(text: string): Generator<string> {
  const opening = /stream\r?\n/g
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const before = text.slice(Math.max(0, found.index - 4_096), found.index)
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1)
    if (!/>>\s*$/.test(dictionary)) continue
    if (!has(dictionary, 'ObjStm') && !(has(dictionary, 'First') && has(dictionary, 'N'))) continue
    if (!has(dictionary, 'Filter')) continue
    const filters = dictionary.match(/\/[A-Za-z0-9#]*Decode(?=[\s()<>[\]{}/%]|$)/g) ?? []
    if (filters.length !== 1 || filters[0] !== '/FlateDecode' || /\/Predictor\s+(?:[2-9]|1\d)/.test(dictionary))
      return refuseFile('damaged')
    yield unpack(text, found.index + found[0].length)
  }
}

/** From where the data begins to where zlib says that it ends: a false `endstream` cannot cut it short. */
function unpack(text: string, from: number): string {
  try {
    return inflateSync(Buffer.from(text.slice(from), 'latin1'), { maxOutputLength: MAX_UNPACKED }).toString('latin1')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return refuseFile('damaged', { cause: String(error.code) })
    throw error
  }
}
