/** Bytes named by their content: whoever stores the same bytes twice gets the same key, and what a key names never changes. */
export interface BlobStore {
  put(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob>
  /** FILE_NOT_READY when there is no such blob. */
  get(key: string): Promise<ReadableStream<Uint8Array>>
  has(key: string): Promise<boolean>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Removes it unless somebody stored the same bytes within that time; false when it was kept for that. */
  removeUnused(key: string, unusedForMs: number): Promise<boolean>
  /** What stands in the way of storing, for the readiness check; null when nothing does. */
  problem(): Promise<string | null>
}

export interface StoredBlob {
  sha256: string
  size: number
  key: string
}

/** `sha256/ab/cd/abcd…`: two levels keep folders small at tens of millions of files. */
export function blobKey(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 in hexadecimal')
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

const KEY = /^sha256\/([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/
/** Keys become paths, so nothing else may ever be taken for one. */
export const isBlobKey = (key: string): boolean => KEY.test(key)
