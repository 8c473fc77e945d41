import { storage } from '#server/adapters/storage/storage.ts'
import { virusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type InspectedFile, inspectFile } from './inspect-file.ts'
import { sharpnessOf } from './picture.ts'

export interface GivenFile {
  bytes: Uint8Array | AsyncIterable<Uint8Array>
  name: string
  declaredType: string
}

export interface ReceivedFile extends InspectedFile {
  sha256: string
  size: number
  /** It waits for the scanner; or there is none, and nobody may read it as "clean". */
  scanState: 'PENDING' | 'NOT_CONFIGURED'
  /** Of pictures. */
  sharpness: number | null
}

/** Reads, inspects and stores an upload. Nothing is stored of what is refused, and reading stops at the limit. */
export async function receiveFile(given: GivenFile, limits: { maxBytes: number }): Promise<ReceivedFile> {
  const bytes = await readLimited(given.bytes, limits.maxBytes)
  const inspected = await inspectFile(bytes, given)
  const sharpness = inspected.contentType.startsWith('image/') ? await sharpnessOf(bytes) : null
  const { sha256, size } = await storage().put(bytes)
  return { ...inspected, sha256, size, sharpness, scanState: virusScanner() ? 'PENDING' : 'NOT_CONFIGURED' }
}

async function readLimited(bytes: GivenFile['bytes'], maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
    size += chunk.byteLength
    if (size > maxBytes) throw new DomainError('FILE_TOO_LARGE', `more than ${maxBytes} bytes`, { maxBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
