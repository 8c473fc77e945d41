/** As clamd has it by default (StreamMaxLength). */
const MAX_STREAM = 100 * 1024 * 1024

type Command = { is: 'SCAN'; content: Buffer } | { is: 'PING' } | { is: 'VERSION' } | { is: 'ERROR'; words: string }

/** Reads one command of clamd's protocol as it comes in; null while it is not whole. */
export function openReader(): (bytes: Buffer) => Command | null {
  let waiting = Buffer.alloc(0)
  let isStream = false
  let size = 0
  const pieces: Buffer[] = []

  function head(): Command | null {
    const end = waiting.findIndex((byte) => byte === 0 || byte === 10)
    if (end === -1) return waiting.length > 64 ? { is: 'ERROR', words: 'UNKNOWN COMMAND' } : null
    const command = waiting.toString('latin1', 0, end).replace(/^[zn]/, '')
    waiting = waiting.subarray(end + 1)
    if (command === 'PING') return { is: 'PING' }
    if (command === 'VERSION') return { is: 'VERSION' }
    if (command !== 'INSTREAM') return { is: 'ERROR', words: 'UNKNOWN COMMAND' }
    isStream = true
    return stream()
  }

  function stream(): Command | null {
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE(0)
      if (length === 0) return { is: 'SCAN', content: Buffer.concat(pieces) }
      if (size + length > MAX_STREAM) return { is: 'ERROR', words: 'INSTREAM size limit exceeded. ERROR' }
      if (waiting.length < 4 + length) return null
      size += length
      pieces.push(waiting.subarray(4, 4 + length))
      waiting = waiting.subarray(4 + length)
    }
    return null
  }

  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes])
    return isStream ? stream() : head()
  }
}
