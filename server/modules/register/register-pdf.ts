import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printableWith } from '../document/printable.ts'
import { balanced, capitals, longDate } from '../document/vietnamese.ts'
import { Face, stream, wrapped } from './pdf-face.ts'
import { REGISTER_COLUMNS, type RegisterCells, type RegisterHead } from './register-row.ts'

// The layout engine of the other papers needs seconds for hundreds of rows and holds all of them; a year's register is written page by page.

/** A4 across; margins of NĐ 30/2020/NĐ-CP, Phụ lục I, as far as a wide table allows. */
const PAGE = { width: 841.89, height: 595.28, side: 42, top: 42, bottom: 42 }
const INNER = PAGE.width - 2 * PAGE.side
const SIZE = 7.5
const LEADING = 9
const PADDING = 2

const GROUPS = [...new Set(REGISTER_COLUMNS.flatMap(({ groupVi }) => groupVi ?? []))].map((headVi) => ({
  headVi,
  from: REGISTER_COLUMNS.findIndex(({ groupVi }) => groupVi === headVi),
  to: REGISTER_COLUMNS.findLastIndex(({ groupVi }) => groupVi === headVi),
}))

/** Not resolved like a module: the web's bundler would take the fonts for code. All processes run in the project's folder. */
const fontFile = (file: string) =>
  readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@expo-google-fonts/tinos', file))

type Weight = 'regular' | 'bold'
type Align = 'left' | 'center'

class Sheets {
  private readonly faces: Record<Weight, Face>
  private readonly offsets = new Map<number, number>()
  private readonly pages: number[] = []
  private written = 0
  private out: Buffer[] = []
  /** 1 catalogue, 2 pages, 3 resources, 4 about, then five objects of each face. */
  private next = 15
  private marks: string[] = []
  private y = 0

  constructor() {
    this.faces = {
      regular: new Face('Tinos-Regular', fontFile('400Regular/Tinos_400Regular.ttf')),
      bold: new Face('Tinos-Bold', fontFile('700Bold/Tinos_700Bold.ttf')),
    }
    this.put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'))
  }

  private put(bytes: Buffer): void {
    this.out.push(bytes)
    this.written += bytes.length
  }

  private object(id: number, body: Buffer | string): void {
    this.offsets.set(id, this.written)
    const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body
    this.put(Buffer.concat([Buffer.from(`${id} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]))
  }

  /** What was written since the last time. */
  taken(): Uint8Array {
    const bytes = Buffer.concat(this.out)
    this.out = []
    return bytes
  }

  begin(): void {
    this.marks = ['0.6 w']
    this.y = PAGE.height - PAGE.top
  }

  end(): void {
    const text = `Trang ${this.pages.length + 1}`
    this.text(text, PAGE.width - PAGE.side - this.faces.regular.width(text, 8), PAGE.bottom / 2, 8, 'regular')
    const content = this.next
    const page = content + 1
    this.next += 2
    this.object(content, stream(Buffer.from(this.marks.join('\n'), 'latin1')))
    this.object(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources 3 0 R /Contents ${content} 0 R >>`,
    )
    this.pages.push(page)
  }

  private text(text: string, x: number, y: number, size: number, weight: Weight): void {
    const font = weight === 'bold' ? 'F2' : 'F1'
    const hex = this.faces[weight].shown(text)
    this.marks.push(`BT /${font} ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td [<${hex}>] TJ ET`)
  }

  private printable = (text: string): string =>
    printableWith((point) => this.faces.regular.has(point) && this.faces.bold.has(point), text)

  private rule(x: number, y: number, width: number): void {
    this.marks.push(`${x.toFixed(2)} ${y.toFixed(2)} m ${(x + width).toFixed(2)} ${y.toFixed(2)} l S`)
  }

  /** Lines in the middle of a part of the width; returns where it ended. */
  private centred(texts: readonly [string, number, Weight][], x: number, width: number, from: number): number {
    let y = from
    for (const [text, size, weight] of texts)
      for (const line of wrapped(this.faces[weight], this.printable(text), size, width)) {
        y -= size * 1.25
        this.text(line, x + (width - this.faces[weight].width(line, size)) / 2, y, size, weight)
      }
    return y
  }

  head({ agencyVi, unitVi, placeVi, madeAt, periodVi, procedureVi }: RegisterHead): void {
    const half = INNER / 2
    const right = PAGE.side + half
    const left = this.centred(
      [
        [balanced(capitals(agencyVi)), 10, 'regular'],
        [balanced(capitals(unitVi)), 10, 'bold'],
      ],
      PAGE.side,
      half,
      this.y,
    )
    const state = this.centred(
      [
        ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 10, 'bold'],
        ['Độc lập - Tự do - Hạnh phúc', 11, 'bold'],
      ],
      right,
      half,
      this.y,
    )
    this.rule(PAGE.side + half / 2 - 40, left - 3, 80)
    this.rule(right + half / 2 - 70, state - 3, 140)
    this.y = Math.min(left, state) - 9
    this.y = this.centred([[`${placeVi}, ${longDate(madeAt)}`, 10, 'regular']], right, half, this.y)
    this.y = this.centred(
      [
        ['SỔ THEO DÕI HỒ SƠ', 13, 'bold'],
        [periodVi, 10.5, 'regular'],
        ...(procedureVi === null ? [] : ([[procedureVi, 10.5, 'regular']] as [string, number, Weight][])),
      ],
      PAGE.side,
      INNER,
      this.y - 8,
    )
    this.y -= 10
  }

  columns(): void {
    const top = this.y
    const heads = REGISTER_COLUMNS.map((column) => column.headVi)
    const height = this.heightOf(heads, 'bold') + LEADING + 2 * PADDING
    REGISTER_COLUMNS.forEach((_, n) => {
      const group = GROUPS.find(({ from, to }) => n >= from && n <= to)
      const above = group ? LEADING + 2 * PADDING : 0
      this.cell(n, n, heads[n] ?? '', top - above, height - above, 'bold', 'center')
    })
    for (const { headVi, from, to } of GROUPS) this.cell(from, to, headVi, top, LEADING + 2 * PADDING, 'bold', 'center')
    this.y = top - height
  }

  private left = (n: number): number =>
    PAGE.side + REGISTER_COLUMNS.slice(0, n).reduce((sum, { percent }) => sum + (percent * INNER) / 100, 0)

  private linesOf = (n: number, to: number, text: string, weight: Weight): string[] =>
    wrapped(this.faces[weight], this.printable(text), SIZE, this.left(to + 1) - this.left(n) - 2 * PADDING)

  private heightOf = (texts: readonly string[], weight: Weight): number =>
    Math.max(...texts.map((text, n) => this.linesOf(n, n, text, weight).length)) * LEADING + 2 * PADDING

  private cell(from: number, to: number, text: string, top: number, height: number, weight: Weight, align: Align): void {
    const [x, width] = [this.left(from), this.left(to + 1) - this.left(from)]
    this.marks.push(`${x.toFixed(2)} ${(top - height).toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)} re S`)
    const lines = this.linesOf(from, to, text, weight)
    let y = top - (height - lines.length * LEADING) / 2
    for (const line of lines) {
      y -= LEADING
      const indent = align === 'center' ? (width - this.faces[weight].width(line, SIZE)) / 2 : PADDING
      this.text(line, x + indent, y + 2, SIZE, weight)
    }
  }

  /** A row stays whole: it begins a new page, with the heads of the columns again, where it does not fit. */
  row(cells: RegisterCells): void {
    const height = this.heightOf(cells, 'regular')
    if (this.y - height < PAGE.bottom) {
      this.end()
      this.begin()
      this.columns()
    }
    for (const [n, text] of cells.entries())
      this.cell(n, n, text, this.y, height, 'regular', REGISTER_COLUMNS[n]?.align ?? 'left')
    this.y -= height
  }

  closing(text: string): void {
    if (this.y - 30 < PAGE.bottom) {
      this.end()
      this.begin()
    }
    this.text(text, PAGE.side, this.y - 18, 10, 'bold')
  }

  finish(title: string, author: string, madeAt: string): void {
    this.object(1, '<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>')
    this.object(2, `<< /Type /Pages /Count ${this.pages.length} /Kids [${this.pages.map((id) => `${id} 0 R`).join(' ')}] >>`)
    this.object(3, '<< /Font << /F1 5 0 R /F2 10 0 R >> >>')
    const words = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
    const date = `(D:${madeAt.replace(/\D/g, '').slice(0, 14)}Z)`
    this.object(4, `<< /Title ${words(title)} /Author ${words(author)} /Producer (Mot Cua) /CreationDate ${date} >>`)
    for (const [id, body] of this.faces.regular.objects([5, 6, 7, 8, 9])) this.object(id, body)
    for (const [id, body] of this.faces.bold.objects([10, 11, 12, 13, 14])) this.object(id, body)
    const at = this.written
    const rows = Array.from(
      { length: this.next - 1 },
      (_, n) => `${String(this.offsets.get(n + 1) ?? 0).padStart(10, '0')} 00000 n \n`,
    )
    this.put(
      Buffer.from(
        `xref\n0 ${this.next}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${this.next} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${at}\n%%EOF\n`,
        'latin1',
      ),
    )
  }
}

/** The register as it is printed; each batch of rows is sent on before the next one is read. */
export async function* registerPdf(
  head: RegisterHead,
  batches: AsyncIterable<readonly RegisterCells[]>,
): AsyncGenerator<Uint8Array> {
  const sheets = new Sheets()
  let rows = 0
  sheets.begin()
  sheets.head(head)
  sheets.columns()
  for await (const batch of batches) {
    for (const cells of batch) sheets.row(cells)
    rows += batch.length
    yield sheets.taken()
  }
  sheets.closing(`Tổng số: ${rows} hồ sơ.`)
  sheets.end()
  sheets.finish(`Sổ theo dõi hồ sơ. ${head.periodVi}`, head.agencyVi, head.madeAt)
  yield sheets.taken()
}
