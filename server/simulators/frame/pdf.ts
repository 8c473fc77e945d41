import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'

type Line = { text: string; size: number; bold?: boolean; gap?: number }

/** The parts of a TrueType font that a PDF needs: the glyph of a character and how wide it is. */
function readFont(name: 'Tinos_400Regular' | 'Tinos_700Bold', folder: string) {
  const file = readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${folder}/${name}.ttf`)))
  const tables = new Map<string, number>()
  const lengths = new Map<string, number>()
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const row = 12 + index * 16
    const name = file.toString('latin1', row, row + 4)
    tables.set(name, file.readUInt32BE(row + 8))
    lengths.set(name, file.readUInt32BE(row + 12))
  }
  const at = (table: string) => tables.get(table) ?? 0
  const unitsPerEm = file.readUInt16BE(at('head') + 18)
  const measured = file.readUInt16BE(at('hhea') + 34)
  const cmap = at('cmap')
  let segments = 0
  for (let index = 0; index < file.readUInt16BE(cmap + 2); index += 1) {
    const offset = cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4)
    if (file.readUInt16BE(offset) === 4) segments = offset
  }
  function glyph(character: number): number {
    const double = file.readUInt16BE(segments + 6)
    for (let index = 0; index < double; index += 2) {
      const end = file.readUInt16BE(segments + 14 + index)
      if (character > end) continue
      const start = file.readUInt16BE(segments + 16 + double + index)
      if (character < start) return 0
      const delta = file.readUInt16BE(segments + 16 + 2 * double + index)
      const rangeAt = segments + 16 + 3 * double + index
      const range = file.readUInt16BE(rangeAt)
      if (range === 0) return (character + delta) & 0xffff
      const found = file.readUInt16BE(rangeAt + range + (character - start) * 2)
      return found === 0 ? 0 : (found + delta) & 0xffff
    }
    return 0
  }
  const width = (id: number) => Math.round((file.readUInt16BE(at('hmtx') + Math.min(id, measured - 1) * 4) * 1000) / unitsPerEm)
  const place = (id: number) => {
    const long = file.readUInt16BE(at('head') + 50) === 1
    const offset = (index: number) =>
      long ? file.readUInt32BE(at('loca') + index * 4) : file.readUInt16BE(at('loca') + index * 2) * 2
    return [at('glyf') + offset(id), at('glyf') + offset(id + 1)] as const
  }
  /** Letters with marks are drawn of other glyphs. */
  function withParts(ids: number[]): Set<number> {
    const kept = new Set<number>()
    const waiting = [0, ...ids]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (kept.has(id)) continue
      kept.add(id)
      const [from, to] = place(id)
      if (from === to || file.readInt16BE(from) >= 0) continue
      let part = from + 10
      for (let flags = MORE_PARTS; flags & MORE_PARTS; ) {
        flags = file.readUInt16BE(part)
        waiting.push(file.readUInt16BE(part + 2))
        part += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0)
      }
    }
    return kept
  }
  /** The font with every other glyph blank: what is blank costs nothing once it is compressed. */
  function reducedTo(ids: number[]): Buffer {
    const kept = withParts(ids)
    const copy = Buffer.from(file)
    for (let id = 0; id < file.readUInt16BE(at('maxp') + 4); id += 1) if (!kept.has(id)) copy.fill(0, ...place(id))
    for (const table of ['GSUB', 'GPOS', 'GDEF', 'kern', 'post', 'cmap', 'DSIG']) blank(copy, table)
    return copy
  }
  function blank(copy: Buffer, table: string) {
    const from = tables.get(table)
    if (from !== undefined) copy.fill(0, from, from + (lengths.get(table) ?? 0))
  }
  return { name, length: file.length, glyph, width, reducedTo }
}

const MORE_PARTS = 32

const hex = (value: number) => value.toString(16).padStart(4, '0')

/**
 * A one-page A4 paper of plain lines in Vietnamese, text that can be searched and copied. Written by hand because a
 * partner's paper must not come from the product's own printing code.
 */
export function plainPdf(title: string, lines: Line[]): Buffer {
  const fonts = [readFont('Tinos_400Regular', '400Regular'), readFont('Tinos_700Bold', '700Bold')] as const
  const used = [new Map<number, number>(), new Map<number, number>()] as const
  let y = 790
  const drawn = lines.map(({ text, size, bold, gap }) => {
    y -= size * 1.4 + (gap ?? 0)
    const which = bold ? 1 : 0
    const glyphs = [...text.normalize('NFC')].map((character) => {
      const point = character.codePointAt(0) ?? 32
      const id = fonts[which].glyph(point)
      used[which].set(id, point)
      return hex(id)
    })
    return `BT /F${which} ${size} Tf 1 0 0 1 60 ${y.toFixed(1)} Tm <${glyphs.join('')}> Tj ET`
  })
  const objects: Buffer[] = []
  const add = (content: string | Buffer) => objects.push(typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
  const stream = (bytes: Buffer, more = '') =>
    Buffer.concat([Buffer.from(`<< /Length ${bytes.length} ${more}>>\nstream\n`), bytes, Buffer.from('\nendstream')])
  const titleHex = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(title, 'utf16le').swap16()]).toString('hex')
  // Objects 1–5, then five for each font: 6–10 and 11–15.
  add('<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) /ViewerPreferences << /DisplayDocTitle true >> >>')
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  add('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F0 6 0 R /F1 11 0 R >> >> >>')
  add(stream(Buffer.from(drawn.join('\n'))))
  add(`<< /Title <${titleHex}> >>`)
  fonts.forEach((font, index) => {
    const base = 6 + index * 5
    const pairs = [...used[index === 0 ? 0 : 1]].sort(([left], [right]) => left - right)
    const widths = pairs.map(([id]) => `${id} [${font.width(id)}]`).join(' ')
    add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${font.name} /Encoding /Identity-H /DescendantFonts [${base + 1} 0 R] /ToUnicode ${base + 4} 0 R >>`,
    )
    add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${font.name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${base + 2} 0 R /CIDToGIDMap /Identity /DW 500 /W [${widths}] >>`,
    )
    add(
      `<< /Type /FontDescriptor /FontName /${font.name} /Flags 4 /FontBBox [-200 -300 2000 1000] /ItalicAngle 0 /Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 /FontFile2 ${base + 3} 0 R >>`,
    )
    add(stream(deflateSync(font.reducedTo(pairs.map(([id]) => id))), `/Filter /FlateDecode /Length1 ${font.length} `))
    add(stream(Buffer.from(toUnicode(pairs))))
  })
  return assemble(objects)
}

function toUnicode(pairs: [number, number][]): string {
  // A block of the map may hold a hundred lines.
  const blocks: string[] = []
  for (let from = 0; from < pairs.length; from += 100) {
    const part = pairs.slice(from, from + 100).map(([id, point]) => `<${hex(id)}> <${hex(point)}>`)
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`
}

function assemble(objects: Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const offsets: number[] = []
  objects.forEach((content, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), content, Buffer.from('\nendobj\n')])
    offsets.push(length)
    parts.push(part)
    length += part.length
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
