/** Code points with a glyph in a TrueType font. */
export const fontCoverage = (font: Buffer): Set<number> => new Set(fontGlyphs(font).keys())

/** The glyph of each code point: its `cmap` table, formats 4 and 12 (all that text fonts carry for Unicode). */
export function fontGlyphs(font: Buffer): Map<number, number> {
  const points = new Map<number, number>()
  for (const start of unicodeSubtables(font)) {
    const format = font.readUInt16BE(start)
    if (format === 4) readSegments(font, start, points)
    if (format === 12) readGroups(font, start, points)
  }
  return points
}

function unicodeSubtables(font: Buffer): number[] {
  const tables = font.readUInt16BE(4)
  for (let table = 0; table < tables; table++) {
    const record = 12 + table * 16
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue
    const cmap = font.readUInt32BE(record + 8)
    return Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + index * 8)
      .filter((entry) => font.readUInt16BE(entry) === 0 || (font.readUInt16BE(entry) === 3 && font.readUInt16BE(entry + 2) !== 0))
      .map((entry) => cmap + font.readUInt32BE(entry + 4))
  }
  return []
}

function readSegments(font: Buffer, start: number, points: Map<number, number>): void {
  const twiceSegments = font.readUInt16BE(start + 6)
  for (let at = 0; at < twiceSegments; at += 2) {
    const endAt = start + 14 + at
    const startAt = endAt + twiceSegments + 2
    const first = font.readUInt16BE(startAt)
    const delta = font.readUInt16BE(startAt + twiceSegments)
    const offsetAt = startAt + twiceSegments * 2
    const offset = font.readUInt16BE(offsetAt)
    for (let point = first; point <= font.readUInt16BE(endAt) && point !== 0xffff; point++) {
      const glyph = offset === 0 ? point + delta : font.readUInt16BE(offsetAt + offset + (point - first) * 2)
      if ((glyph & 0xffff) !== 0) points.set(point, glyph & 0xffff)
    }
  }
}

function readGroups(font: Buffer, start: number, points: Map<number, number>): void {
  const groups = font.readUInt32BE(start + 12)
  for (let group = 0; group < groups; group++) {
    const at = start + 16 + group * 12
    const first = font.readUInt32BE(at)
    for (let point = first; point <= font.readUInt32BE(at + 4); point++)
      points.set(point, font.readUInt32BE(at + 8) + point - first)
  }
}
