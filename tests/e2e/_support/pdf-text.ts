import { inflateSync } from 'node:zlib'

// Reads the words of a PDF that embeds its fonts as subsets: the drawn signs are numbers, and each font says by a table which letters
// they stand for.

interface Stream {
  head: string
  body: string
}

function streamsOf(pdf: Buffer): Map<number, Stream> {
  const text = pdf.toString('latin1')
  const streams = new Map<number, Stream>()
  for (const match of text.matchAll(/(\d+) 0 obj\s*([\s\S]*?)endobj/g)) {
    const [, id = '', object = ''] = match
    const start = /stream\r?\n/.exec(object)
    const head = start ? object.slice(0, start.index) : object
    if (!start) {
      streams.set(Number(id), { head, body: '' })
      continue
    }
    const raw = object.slice(start.index + start[0].length, object.lastIndexOf('endstream'))
    const body = head.includes('/FlateDecode') ? inflate(raw) : raw
    streams.set(Number(id), { head, body })
  }
  return streams
}

function inflate(raw: string): string {
  try {
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
  } catch {
    // pictures and fonts of another kind hold no words
    return ''
  }
}

const fromHex = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function lettersOf(table: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const block of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from = '', to = ''] of (block[1] ?? '').matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
      letters.set(Number.parseInt(from, 16), fromHex(to))
  for (const block of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const body = block[1] ?? ''
    for (const [, from = '', , list = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*\[([\s\S]*?)\]/g))
      [...list.matchAll(/<([0-9a-fA-F]+)>/g)].forEach(([, to = ''], index) => {
        letters.set(Number.parseInt(from, 16) + index, fromHex(to))
      })
    for (const [, from = '', last = '', to = ''] of body
      .replaceAll(/\[[\s\S]*?\]/g, '')
      .matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
      for (let at = Number.parseInt(from, 16); at <= Number.parseInt(last, 16); at++)
        letters.set(at, String.fromCodePoint((fromHex(to).codePointAt(0) ?? 0) + at - Number.parseInt(from, 16)))
  }
  return letters
}

/** All words of all pages, without their places and without blanks between them. */
export function textOfPdf(pdf: Buffer): string {
  const objects = streamsOf(pdf)
  const all = [...objects.values()]
  const fonts = new Map<string, Map<number, string>>()
  for (const { head, body } of all)
    for (const [, name = '', id = ''] of `${head}${body}`.matchAll(/\/(F\d+)\s+(\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1]
      if (table) fonts.set(name, lettersOf(objects.get(Number(table))?.body ?? ''))
    }
  return all
    .map(({ body }) => {
      let letters = new Map<number, string>()
      let words = ''
      for (const [, font, shown = ''] of body.matchAll(/\/(F\d+)\s+[\d.]+\s+Tf|(\[[^\]]*\]\s*TJ|<[0-9a-fA-F]+>\s*Tj)/g)) {
        if (font) letters = fonts.get(font) ?? new Map()
        for (const [, hex = ''] of shown.matchAll(/<([0-9a-fA-F]+)>/g))
          for (const [sign] of hex.matchAll(/.{4}/g)) words += letters.get(Number.parseInt(sign, 16)) ?? ''
      }
      return words
    })
    .join('')
}
