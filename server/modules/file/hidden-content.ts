import { refuseFile } from './refuse-file.ts'

/**
 * Files that are two things at once: a picture to one program, an archive, a page or a program to another. What telephones write behind a
 * picture (a short film, padding) is none of these.
 */
const SIGNS = ['%PDF-', '\x7fELF', 'Rar!', '7z\xbc\xaf\x27\x1c', '<?php']
const PAGE = /<(?:!doctype|html|script|svg|iframe|body)[\s>]/i
/** Of an archive only its end tells what it is; a comment behind it may have 64 kilobytes. */
const END_OF_ARCHIVE = 'PK\x05\x06'
const LONGEST_COMMENT = 65_557

export function refuseHidden(bytes: Buffer, from: number): void {
  const behind = bytes.toString('latin1', from)
  const isProgram = /^\s*MZ/.test(behind)
  if (isProgram || PAGE.test(behind) || SIGNS.some((sign) => behind.includes(sign))) refuseFile('hiddenContent')
  refuseArchive(behind)
}

/** Whatever stands before, a file may be opened as an archive by its end. */
export function refuseArchive(text: string): void {
  if (text.slice(-LONGEST_COMMENT).includes(END_OF_ARCHIVE)) refuseFile('hiddenContent')
}
