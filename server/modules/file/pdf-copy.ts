import { readFile } from 'node:fs/promises'
import { degrees, PDF, rgb } from '@libpdf/core'
import { DomainError } from '#workflows/domain-error.ts'
import type { Mark } from './picture.ts'

const SIZE = 11
/** Between two rows of marks: a third of the narrow side of A4. */
const STEP = 170
const MAX_PAGES = 300

/** A copy with the mark across every page. One that cannot be marked is not handed out unmarked. */
export async function pdfCopy(bytes: Buffer, { lines, fontFile }: Mark): Promise<Buffer> {
  try {
    const pdf = await PDF.load(bytes)
    const font = pdf.embedFont(await readFile(fontFile))
    const pages = pdf.getPages()
    if (pages.length > MAX_PAGES) throw new Error(`more than ${MAX_PAGES} pages`)
    const text = lines.join(' · ')
    for (const page of pages)
      for (let y = -page.width / 2; y < page.height; y += STEP)
        page.drawText(text, { x: 12, y, font, size: SIZE, color: rgb(0.54, 0.06, 0.13), opacity: 0.42, rotate: degrees(28) })
    return Buffer.from(await pdf.save())
  } catch (error) {
    const cause = error instanceof Error ? error.message : 'unknown'
    throw new DomainError('FILE_NOT_READY', `a copy could not be marked: ${cause.slice(0, 200)}`, { copy: 'failed' })
  }
}
