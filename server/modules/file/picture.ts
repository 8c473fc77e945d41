import sharp, { type Sharp } from 'sharp'
import { oneAtATime } from '#server/one-at-a-time.ts'
import { refuseFile } from './refuse-file.ts'

// Pictures as others see them. The bytes that were received stay as they are, with their hash; a copy is made for each reading.

// A photograph unpacked takes as much memory as all pages together: one thread, nothing kept, and one picture at a time in each process.
sharp.concurrency(1)
sharp.cache(false)
const inTurn = oneAtATime()

/** A4 at 400 dots per inch: everything that can be read on paper can be read on it. */
const LONGEST_SIDE = 4_700
const THUMBNAIL = 320
const MEASURED = 1_000
/** As the check of the header has it. */
const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: 120_000_000, failOn: 'error', sequentialRead: true })

/** Upright as the camera was held, without what the camera wrote into it (place, time, device). */
function upright(bytes: Buffer) {
  return open(bytes).autoOrient()
}

export interface PictureCopy {
  bytes: Buffer
  contentType: 'image/jpeg' | 'image/png'
}

/** For whom and for what a copy was made; written across it. */
export interface Mark {
  lines: readonly string[]
  fontFile: string
}

/** A copy for others: turned upright, place and device taken out, marked when it has to be. */
export const pictureCopy = (bytes: Buffer, contentType: string, mark: Mark | null): Promise<PictureCopy> =>
  inTurn(() => copyOf(bytes, contentType, mark))

async function copyOf(bytes: Buffer, contentType: string, mark: Mark | null): Promise<PictureCopy> {
  const small = upright(bytes).resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
  const image = mark ? await marked(small, mark) : small
  return contentType === 'image/png'
    ? { bytes: await image.png().toBuffer(), contentType: 'image/png' }
    : { bytes: await image.flatten({ background: '#fff' }).jpeg({ quality: 85 }).toBuffer(), contentType: 'image/jpeg' }
}

async function marked(image: Sharp, mark: Mark): Promise<Sharp> {
  // a grey scan has one channel, in which a coloured mark would be lost
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const input = await markTile(width, height, mark)
  return sharp(data, { raw: { width, height, channels } }).composite([{ input, tile: true, blend: 'over' }])
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Slanting words as large as the picture asks for, once for each part of it, so that no corner can be cut out unmarked. */
async function markTile(width: number, height: number, { lines, fontFile }: Mark): Promise<Buffer> {
  const letter = Math.max(9, Math.round(Math.min(width, height) / 42))
  const words = await sharp({
    text: {
      text: `<span foreground="#8a1020" alpha="42%">${lines.map(escaped).join('\n')}</span>`,
      font: 'Tinos 12',
      fontfile: fontFile,
      rgba: true,
      // 12 points are 12 pixels at 72 dots per inch
      dpi: letter * 6,
      align: 'centre',
    },
  })
    .png()
    .toBuffer()
  const room = { top: letter, bottom: letter, left: letter, right: letter, background: '#0000' }
  const turned = await sharp(words).rotate(-28, { background: '#0000' }).png().toBuffer()
  const tile = await sharp(turned).extend(room).png().toBuffer()
  // what is laid on may not be larger than what it is laid on
  return sharp(tile).resize({ width, height, fit: 'inside', withoutEnlargement: true }).png().toBuffer()
}

/** A small picture of it for lists. */
export const thumbnailOf = (bytes: Buffer): Promise<Buffer> =>
  inTurn(() =>
    upright(bytes)
      .resize({ width: THUMBNAIL, height: THUMBNAIL, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 70 })
      .toBuffer(),
  )

/**
 * How sharp a picture is: the variance of its Laplacian (Pech-Pacheco et al. 2000) over a grey copy of at most 1000 pixels, so that telephones
 * with more pixels are not judged by their noise. Unpacking it all also finds what is damaged behind a whole frame.
 */
export async function sharpnessOf(bytes: Buffer): Promise<number> {
  const { data, info } = await inTurn(() =>
    open(bytes)
      .resize({ width: MEASURED, height: MEASURED, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  ).catch((error: unknown) => refuseFile('damaged', { cause: error instanceof Error ? error.name : 'unknown' }))
  return varianceOfLaplacian(data, info.width, info.height, info.channels)
}

function varianceOfLaplacian(grey: Buffer, width: number, height: number, channels: number): number {
  const at = (x: number, y: number) => grey[(y * width + x) * channels] ?? 0
  let count = 0
  let sum = 0
  let squares = 0
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const value = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y)
      count += 1
      sum += value
      squares += value * value
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2
}
