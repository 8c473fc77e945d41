import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { DOCUMENT_FORMS, documentDataSchema } from './document.schema.ts'
import { fontFiles, printableText, VIETNAMESE_LETTERS } from './fonts.ts'
import { fontCoverage } from './glyphs.ts'
import { textOfPdf } from './pdf-text.test-support.ts'
import { renderDocument } from './render-document.ts'
import { refusal, samples } from './samples.test-support.ts'

const words = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ')
/** Lines are broken where they fit, and a table's cells follow each other: compared without spaces. */
const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, '')

describe('fonts of official papers', () => {
  it('have every Vietnamese letter, small and capital', () => {
    expect(new Set(VIETNAMESE_LETTERS).size).toBe(146)
    for (const file of fontFiles()) {
      const known = fontCoverage(readFileSync(file))
      const missing = [...VIETNAMESE_LETTERS, ...'“”–…•·₫°²³'].filter((letter) => !known.has(letter.codePointAt(0) ?? 0))
      expect(missing, file).toEqual([])
    }
  })

  it('print an empty box for a letter that they do not have, and nothing for control characters', () => {
    expect(printableText('Trần 中 \u202Egpj.\u0007 Bình\u00a0An')).toBe('Trần □ gpj. Bình An')
  })

  it('take letters written with combining marks', () => {
    expect(printableText('Nguyễn'.normalize('NFD'))).toBe('Nguyễn')
  })
})

describe('official papers', () => {
  it.each(DOCUMENT_FORMS)('%s carries all its texts, readable by machines', async (form) => {
    const data = documentDataSchema.parse(samples[form])
    const text = flat(textOfPdf(await renderDocument(data)))
    expect(text).toContain(flat('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'))
    const person = 'applicant' in data ? data.applicant : 'payer' in data ? data.payer : data.owner
    for (const said of [data.code, data.number, person.fullName, data.procedure.nameVi, 'ngày 23 tháng 11 năm 2026'])
      expect(text, said).toContain(flat(said))
  })

  it('are the same bytes for the same data, whatever was made before', async () => {
    const first = new Map<string, Uint8Array>()
    for (const form of DOCUMENT_FORMS) first.set(form, await renderDocument(samples[form]))
    for (const form of [...DOCUMENT_FORMS].reverse())
      expect(Buffer.compare(await renderDocument(samples[form]), first.get(form) ?? new Uint8Array()), form).toBe(0)
  })

  it('keep Mẫu 01 on one sheet with long names, and the list of received files behind it', async () => {
    const text = flat(textOfPdf(await renderDocument(samples.MAU_01)))
    const [file] = samples.MAU_01.files
    for (const part of [file?.name, file?.sizeVi, file?.sha256.slice(0, 32), file?.sha256.slice(32)])
      expect(text).toContain(flat(part ?? '?'))
    const pages = Buffer.from(await renderDocument({ ...samples.MAU_01, files: [] }))
      .toString('latin1')
      .match(/\/Type \/Page\b/g)
    expect(pages).toHaveLength(1)
  })

  it('go on to a second sheet with a long list of papers, and number the sheets', async () => {
    const [paper] = samples.MAU_01.papers
    if (!paper) throw new Error('the sample has papers')
    const long = {
      ...samples.MAU_01,
      papers: Array.from({ length: 30 }, (_, n) => ({ ...paper, nameVi: `Giấy tờ số ${n + 1}` })),
    }
    const text = words(textOfPdf(await renderDocument(long)))
    expect(text).toContain('Giấy tờ số 30')
    expect(text).toMatch(/Trang 2\/\d/)
  })

  it('say why a request is refused', async () => {
    const text = flat(textOfPdf(await renderDocument(refusal)))
    expect(text).toContain(flat('THÔNG BÁO VỀ VIỆC KHÔNG GIẢI QUYẾT HỒ SƠ'))
    expect(text).toContain(flat('khu vực không được phép kinh doanh dịch vụ ăn uống'))
  })

  it('refuse data that would not fit the form', () => {
    expect(documentDataSchema.safeParse({ ...samples.MAU_02, items: [] }).success).toBe(false)
    expect(documentDataSchema.safeParse({ ...samples.RESULT, verifyId: 'x' }).success).toBe(false)
    expect(documentDataSchema.safeParse({ ...samples.MAU_01, code: 'mã có dấu' }).success).toBe(false)
  })
})

const run = promisify(execFile)
const hasPdftotext = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
)
if (hasPdftotext)
  describe('another reader', () => {
    it('finds the same words', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'mocua-pdf-'))
      try {
        for (const form of DOCUMENT_FORMS) {
          const file = join(folder, `${form}.pdf`)
          await writeFile(file, await renderDocument(samples[form]))
          const { stdout } = await run('pdftotext', ['-layout', file, '-'])
          expect(words(stdout), form).toContain('Độc lập - Tự do - Hạnh phúc')
          expect(words(stdout), form).toContain('Nguyễn Thị Hoàng')
        }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
  })
