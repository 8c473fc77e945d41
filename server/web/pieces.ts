import { constants, crc32, deflateRawSync } from 'node:zlib'

// A page of which most is known beforehand, pressed: what is known is pressed once, and only what is new in it each time. The pieces of a
// deflate stream can stand behind each other when each ends at a whole byte and looks back no further than its own beginning.

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const GOES_ON = { finishFlush: constants.Z_FULL_FLUSH }
const KNOWN = { level: 9 }
/** As fast as it goes with nearly all of the gain; the middle of a page is short. */
const NEW = { level: 3, windowBits: 14, memLevel: 7 }

export interface Known {
  text: Buffer
  pressed: Buffer
}

export function knownPiece(text: string, place: 'before' | 'behind'): Known {
  const bytes = Buffer.from(text)
  return { text: bytes, pressed: deflateRawSync(bytes, place === 'before' ? { ...KNOWN, ...GOES_ON } : KNOWN) }
}

/** One gzip member of what is known before, what is new, and what is known behind it. */
export function gzipOf(before: Known, middle: string, behind: Known): Buffer {
  const text = Buffer.from(middle)
  const end = Buffer.allocUnsafe(8)
  end.writeUInt32LE(crc32(behind.text, crc32(text, crc32(before.text))), 0)
  end.writeUInt32LE((before.text.length + text.length + behind.text.length) >>> 0, 4)
  return Buffer.concat([HEADER, before.pressed, deflateRawSync(text, { ...NEW, ...GOES_ON }), behind.pressed, end])
}
