/** Bytes named by their content: whoever stores the same bytes twice gets the same key, and what a key names never changes. */
export interface BlobStore {
  put(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob>
  /** FILE_NOT_READY when there is no such blob. */
  get(key: string): Promise<ReadableStream<Uint8Array>>
  has(key: string): Promise<boolean>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** What stands in the way of storing, for the readiness check; null when nothing does. */
  problem(): Promise<string | null>
}

export interface StoredBlob {
  sha256: string
  size: number
  /** The SHA-256 in hexadecimal: rows that know the hash know the key. */
  key: string
}

/** Keys become paths, so nothing else may ever be taken for one. */
export const isBlobKey = (key: string): boolean => /^[0-9a-f]{64}$/.test(key)
