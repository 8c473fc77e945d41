import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { errorCode, isFull } from './disk-errors.ts'

// Bytes of uploads on their way, one file each, beside the store: they have no hash yet and may still be anything.

const folder = () => join(env.MOCUA_DATA_DIR, 'uploads')

function pathOf(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not an id of an upload')
  return join(folder(), id)
}

const full = (error: unknown): unknown =>
  isFull(error)
    ? new DomainError('PARTNER_UNAVAILABLE', `the file store is full (${errorCode(error)})`, {
        partner: 'storage',
        reason: 'full',
      })
    : error

export async function beginPartial(id: string): Promise<void> {
  try {
    await mkdir(folder(), { recursive: true, mode: 0o700 })
    await (await open(pathOf(id), 'wx', 0o600)).close()
  } catch (error) {
    throw full(error)
  }
}

/** How much of it has arrived: what lies on the disk, whatever anybody remembers. Null: there is nothing. */
export async function partialSize(id: string): Promise<number | null> {
  try {
    return (await stat(pathOf(id))).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/**
 * Writes each piece at its place, so that what arrived before the line broke is kept, and so that two requests for the same upload (a line
 * that is believed dead and the one that took over, perhaps at another process) can only write the same bytes to the same place.
 */
export async function writePartial(id: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(pathOf(id), 'r+')
  let at = offset
  try {
    for await (const piece of bytes)
      for (let written = 0; written < piece.byteLength; ) {
        const { bytesWritten } = await file.write(piece, written, piece.byteLength - written, at)
        written += bytesWritten
        at += bytesWritten
      }
  } catch (error) {
    throw full(error)
  } finally {
    await file.close()
  }
  return at
}

export const readPartial = (id: string): Promise<Buffer> => readFile(pathOf(id))

/** Removing what is not there is no error. */
export const removePartial = (id: string): Promise<void> => rm(pathOf(id), { force: true })
