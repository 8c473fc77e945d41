import { crc32 } from 'node:zlib'
import { refuseHidden } from './hidden-content.ts'
import { refuseFile } from './refuse-file.ts'

/** A page photographed by the best of today's telephones has 108 million pixels; opening more fills the memory of an officer's computer. */
const MAX_PIXELS = 120_000_000
const MAX_SIDE = 30_000

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) refuseFile('damaged')
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) refuseFile('tooManyPixels', { width, height })
}

/** Chunk by chunk to IEND; the header tells the size before any pixel is unpacked. */
export function checkPng(bytes: Buffer): void {
  let at = 8
  for (let isFirst = true; ; isFirst = false) {
    if (at + 12 > bytes.length) refuseFile('truncated')
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) refuseFile('truncated')
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) refuseFile('damaged')
    if (isFirst) {
      if (type !== 'IHDR' || length !== 13) refuseFile('damaged')
      checkSize(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))
    }
    if (type === 'IEND') {
      refuseHidden(bytes, end)
      return
    }
    at = end
  }
}

const EOI = 0xd9
const START_OF_SCAN = 0xda
/** Frame headers SOF0…SOF15 without DHT, JPG and DAC, which lie in the same range. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Segment by segment to the end marker: a thumbnail inside has an end marker of its own, so searching for one would not do. */
export function checkJpeg(bytes: Buffer): void {
  let at = 2
  let hasFrame = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) refuseFile('damaged')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    at += 2
    if (marker === EOI) {
      if (!hasFrame) refuseFile('damaged')
      refuseHidden(bytes, at)
      return
    }
    if (standsAlone(marker)) continue
    if (at + 2 > bytes.length) break
    const length = bytes.readUInt16BE(at)
    if (length < 2) refuseFile('damaged')
    if (at + length > bytes.length) break
    if (isFrame(marker)) {
      if (length < 8) refuseFile('damaged')
      checkSize(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 3))
      hasFrame = true
    }
    at += length
    if (marker === START_OF_SCAN) at = endOfScan(bytes, at)
  }
  refuseFile('truncated')
}

/** In the picture's data an FF is followed by 00, or by a restart marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) return at
  }
  return bytes.length
}
