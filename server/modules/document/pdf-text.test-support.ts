import { inflateSync } from 'node:zlib'

/** Text of a PDF as react-pdf writes it: content streams, glyph ids turned back into letters by each font's own ToUnicode table. */
export function textOfPdf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)].map(([, id = '', body = '']) => [id, body]))
  const letters = new Map<string, Map<string, string>>()
  for (const [id, body] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1]
    if (map) letters.set(id, readMap(unpacked(objects.get(map) ?? '')))
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body))
  return pages.map((page) => pageText(page, objects, letters)).join('\n')
}

function unpacked(body: string): string {
  const data = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1] ?? ''
  return body.includes('/FlateDecode') ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data
}

const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function readMap(map: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, from = '', , list = ''] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      found.set((Number.parseInt(from, 16) + index).toString(16).padStart(4, '0'), utf16(hex.replaceAll(' ', '')))
  }
  return found
}

function pageText(page: string, objects: Map<string, string>, letters: Map<string, Map<string, string>>): string {
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '') ?? ''
  const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
  const content = unpacked(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
  let font: Map<string, string> | undefined
  let text = ''
  for (const [, name, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = letters.get(fonts.get(name) ?? '')
    else
      for (const [, glyphs = ''] of shown.matchAll(/<([0-9a-f]+)>/gi))
        for (const glyph of glyphs.toLowerCase().match(/.{4}/g) ?? []) text += font?.get(glyph) ?? '\u{FFFD}'
    if (!name) text += ' '
  }
  return text
}
