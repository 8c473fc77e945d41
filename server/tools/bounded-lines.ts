import { StringDecoder } from 'node:string_decoder'

/** Longer than any history that is replayed in one line; more is not kept in memory. */
const MAX_LINE = 64_000_000

/** Lines of a stream; of one that is too long only the beginning is kept, so that it cannot be read as what it pretends to be. */
export async function* boundedLines(stream: AsyncIterable<Buffer>, maxLength = MAX_LINE): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let length = 0
  for await (const chunk of stream) {
    const pieces = decoder.write(chunk).split('\n')
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield parts.join('')
        parts = []
        length = 0
      }
      if (length <= maxLength) parts.push(piece)
      length += piece.length
    }
  }
  if (length > 0) yield parts.join('')
}
