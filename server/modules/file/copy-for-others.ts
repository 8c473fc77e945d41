import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { hourAndDate } from '../document/vietnamese.ts'
import { setting } from '../setting/settings.ts'
import type { FileRow } from './file.repository.ts'
import { type Mark, pictureCopy, thumbnailOf } from './picture.ts'

export interface FileCopy {
  bytes: Buffer
  contentType: string
}

/** Copies are made for each reading and kept nowhere: nothing of them has to be erased, and each says who read it and when. Two at once. */
const AT_ONCE = 2
let busy = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}

const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi')

async function isIdentityPaper(paperName: string | null): Promise<boolean> {
  if (paperName === null) return false
  const { wordsVi } = await setting('watermark.papers')
  return wordsVi.some((word) => plain(paperName).includes(plain(word)))
}

/** With the whole Vietnamese alphabet. Beside the program, as the build lays it: a bundler cannot follow a font. */
const FONT = join(
  /* turbopackIgnore: true */ process.cwd(),
  'node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
)

const markOf = (dossierCode: string | null, reader: string, now: Date): Mark => ({
  lines: [
    `Chỉ dùng để giải quyết hồ sơ${dossierCode ? ` ${dossierCode}` : ''}`,
    `${reader} xem lúc ${hourAndDate(now.toISOString())}`,
  ],
  fontFile: FONT,
})

const original = async (file: FileRow): Promise<Buffer> => buffer(await storage().get(blobKey(file.sha256)))

/**
 * What others than the sender read: pictures upright and without the place where they were taken; identity papers with a mark that says for
 * what, by whom and when. Null: the file as it was received (a PDF may carry a signature, which any change would break).
 */
export async function copyForOthers(file: FileRow, reader: string, now: Date): Promise<FileCopy | null> {
  const mark = (await isIdentityPaper(file.paperName)) ? markOf(file.dossierCode, reader, now) : null
  if (file.contentType.startsWith('image/')) return inTurn(async () => pictureCopy(await original(file), file.contentType, mark))
  if (!mark) return null
  // loaded when the first PDF is marked: most web processes never do
  const { pdfCopy } = await import('./pdf-copy.ts')
  return inTurn(async () => ({ bytes: await pdfCopy(await original(file), mark), contentType: file.contentType }))
}

/** Null where there is none: a PDF is shown by its reader. */
export async function thumbnailFor(file: FileRow): Promise<FileCopy | null> {
  if (!file.contentType.startsWith('image/')) return null
  return inTurn(async () => ({ bytes: await thumbnailOf(await original(file)), contentType: 'image/jpeg' }))
}
