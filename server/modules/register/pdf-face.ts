import { deflateSync } from 'node:zlib'
import { fontGlyphs } from '../document/glyphs.ts'

/** Where a table of a TrueType file begins. */
function tableAt(font: Buffer, tag: string): number {
  for (let table = 0; table < font.readUInt16BE(4); table++) {
    const record = 12 + table * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

/** One face of a font in a PDF: how wide text is, how it is written, and the objects that carry the face. */
export class Face {
  readonly name: string
  private readonly file: Buffer
  private readonly glyphs: Map<number, number>
  private readonly unitsPerEm: number
  private readonly metrics: { hmtx: number; count: number }
  /** What was written, for the table that turns glyphs back into letters. */
  private readonly used = new Map<number, string>()

  constructor(name: string, file: Buffer) {
    this.name = name
    this.file = file
    this.glyphs = fontGlyphs(file)
    this.unitsPerEm = file.readUInt16BE(tableAt(file, 'head') + 18)
    this.metrics = { hmtx: tableAt(file, 'hmtx'), count: file.readUInt16BE(tableAt(file, 'hhea') + 34) }
  }

  has = (point: number): boolean => this.glyphs.has(point)

  private glyphOf = (letter: string): number => this.glyphs.get(letter.codePointAt(0) ?? 0) ?? 0

  private advance(glyph: number): number {
    const { hmtx, count } = this.metrics
    return (this.file.readUInt16BE(hmtx + Math.min(glyph, count - 1) * 4) * 1000) / this.unitsPerEm
  }

  /** In points at this size. */
  width(text: string, size: number): number {
    let sum = 0
    for (const letter of text) sum += this.advance(this.glyphOf(letter))
    return (sum * size) / 1000
  }

  /** The text as a page shows it: glyph numbers in hexadecimal. */
  shown(text: string): string {
    let hex = ''
    for (const letter of text) {
      const glyph = this.glyphOf(letter)
      this.used.set(glyph, letter)
      hex += glyph.toString(16).padStart(4, '0')
    }
    return hex
  }

  /** Written last, when it is known which letters were used. `ids`: font, descendant, descriptor, file, letters. */
  objects([font, descendant, descriptor, file, letters]: readonly [number, number, number, number, number]): [number, Buffer][] {
    const glyphs = [...this.used].sort(([a], [b]) => a - b)
    const widths = glyphs.map(([glyph]) => `${glyph} [${Math.round(this.advance(glyph))}]`).join(' ')
    const known = glyphs.map(([glyph, letter]) => {
      const hex = glyph.toString(16).padStart(4, '0')
      return `<${hex}> <${hex}> [<${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>]`
    })
    const ranges: string[] = []
    for (let at = 0; at < known.length; at += 100) {
      const part = known.slice(at, at + 100)
      ranges.push(`${part.length} beginbfrange\n${part.join('\n')}\nendbfrange`)
    }
    const map = [
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
      '1 begincodespacerange <0000> <ffff> endcodespacerange',
      ...ranges,
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    ].join('\n')
    const plain = (text: string) => Buffer.from(text, 'latin1')
    return [
      [
        font,
        plain(
          `<< /Type /Font /Subtype /Type0 /BaseFont /${this.name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${letters} 0 R >>`,
        ),
      ],
      [
        descendant,
        plain(
          `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${this.name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
            `/FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 500 /W [${widths}] >>`,
        ),
      ],
      [
        descriptor,
        plain(
          `<< /Type /FontDescriptor /FontName /${this.name} /Flags 4 /FontBBox [-500 -300 1500 1100] /ItalicAngle 0 /Ascent 891 /Descent -216 ` +
            `/CapHeight 662 /StemV 80 /FontFile2 ${file} 0 R >>`,
        ),
      ],
      [file, stream(this.file, `/Length1 ${this.file.length}`)],
      [letters, stream(plain(map))],
    ]
  }
}

export function stream(content: Buffer, more = ''): Buffer {
  const packed = deflateSync(content)
  const head = `<< /Length ${packed.length} /Filter /FlateDecode ${more} >>\nstream\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')])
}

/** Lines of at most this width; a word that fits on no line is broken. */
export function wrapped(face: Face, text: string, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  const put = (word: string) => {
    const longer = line === '' ? word : `${line} ${word}`
    if (face.width(longer, size) <= width) {
      line = longer
      return
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const letter of word) {
      if (line !== '' && face.width(line + letter, size) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  for (const paragraph of text.split('\n')) {
    for (const word of paragraph.split(' ')) put(word)
    lines.push(line)
    line = ''
  }
  return lines
}
