import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, link, mkdir, open, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { DomainError } from '#workflows/domain-error.ts'
import { type BlobStore, blobKey, isBlobKey, type StoredBlob } from './blob-store.ts'
import { errorCode, isFull } from './disk-errors.ts'

/** A folder of this machine (or a mounted one). One writer or many: a blob appears whole or not at all. */
export function localDisk(folder: string): BlobStore {
  const pathOf = (key: string) => pathIn(folder, key)
  return {
    put: (bytes) => put(folder, bytes instanceof Uint8Array ? [bytes] : bytes),
    async get(key) {
      const file = await open(pathOf(key), 'r').catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') throw new DomainError('FILE_NOT_READY', `no blob ${key}`)
        throw error
      })
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>
    },
    has: (key) =>
      stat(pathOf(key)).then(
        () => true,
        (error: unknown) => {
          if (errorCode(error) === 'ENOENT') return false
          throw error
        },
      ),
    remove: (key) => rm(pathOf(key), { force: true }),
    removeUnused: (key, unusedForMs) => removeUnused(pathOf(key), unusedForMs),
    async problem() {
      try {
        await mkdir(folder, { recursive: true })
        await access(folder, constants.W_OK)
        return null
      } catch (error) {
        return `${folder}: ${errorCode(error) || 'not writable'}`
      }
    },
  }
}

function pathIn(folder: string, key: string): string {
  if (!isBlobKey(key)) throw new Error('not a key of this store')
  return join(folder, key)
}

async function put(folder: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredBlob> {
  const incoming = join(folder, 'incoming')
  const draft = join(incoming, randomUUID())
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    const { sha256, size } = await write(draft, bytes)
    const key = blobKey(sha256)
    await place(draft, pathIn(folder, key))
    return { sha256, size, key }
  } catch (error) {
    if (!isFull(error)) throw error
    throw new DomainError('PARTNER_UNAVAILABLE', `the file store is full (${errorCode(error)})`, {
      partner: 'storage',
      reason: 'full',
    })
  } finally {
    await rm(draft, { force: true })
  }
}

async function write(path: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.byteLength
      await writeWhole(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten
}

/** A second name for the whole, synced file: unlike a rename it can never replace what is there. */
async function place(draft: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await link(draft, path)
  } catch (error) {
    // the same content is there already
    // its time says that it is in use, before any row does
    if (errorCode(error) === 'EEXIST') return utimes(path, new Date(), new Date())
    throw error
  }
  for (const folder of [dirname(path), dirname(dirname(path))]) await syncFolder(folder)
}

async function removeUnused(path: string, unusedForMs: number): Promise<boolean> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs < unusedForMs) return false
    await rm(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true
    throw error
  }
}

/** The name must survive a power cut as the bytes do. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
