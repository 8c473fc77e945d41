import { join } from 'node:path'
import { env } from '#server/env.ts'
import type { BlobStore } from './blob-store.ts'
import { localDisk } from './local-disk.ts'

let store: BlobStore | undefined

/** Where the files of this installation lie. */
export function storage(): BlobStore {
  store ??= localDisk(join(env.MOCUA_DATA_DIR, 'files'))
  return store
}
