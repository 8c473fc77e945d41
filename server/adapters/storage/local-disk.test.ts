import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blobKey } from './blob-store.ts'
import { localDisk } from './local-disk.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocua-blobs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer())

describe('the store of files on disk', () => {
  it('names bytes by their content and gives them back', async () => {
    const store = localDisk(folder)
    const stored = await store.put(Buffer.from('abc'))
    expect(stored).toEqual({ sha256: ABC, size: 3, key: `sha256/ba/78/${ABC}` })
    expect(await bytesOf(await store.get(stored.key))).toEqual(Buffer.from('abc'))
    expect(await store.has(stored.key)).toBe(true)
  })

  it('keeps one copy of what comes twice, even at the same time', async () => {
    const store = localDisk(folder)
    const both = await Promise.all([store.put(Buffer.from('abc')), store.put(Buffer.from('abc'))])
    expect(both[0]).toEqual(both[1])
    expect(await readdir(join(folder, 'sha256/ba/78'))).toEqual([ABC])
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('leaves nothing behind when a stream breaks off', async () => {
    const store = localDisk(folder)
    const broken = (async function* () {
      yield Buffer.from('half')
      throw new Error('connection lost')
    })()
    await expect(store.put(broken)).rejects.toThrow('connection lost')
    expect(await readdir(folder, { recursive: true })).toEqual(['incoming'])
  })

  it('never replaces a file that is there', async () => {
    const store = localDisk(folder)
    const { key } = await store.put(Buffer.from('abc'))
    const before = (await readFile(join(folder, key))).toString()
    await chmod(join(folder, key), 0o400)
    await store.put(Buffer.from('abc'))
    expect((await readFile(join(folder, key))).toString()).toBe(before)
  })

  it('says that a missing blob is not there, and refuses what is no key', async () => {
    const store = localDisk(folder)
    await expect(store.get(blobKey(ABC))).rejects.toMatchObject({ code: 'FILE_NOT_READY' })
    expect(await store.has(blobKey(ABC))).toBe(false)
    await expect(async () => store.get('sha256/../../secrets.json')).rejects.toThrow('not a key')
    await store.remove(blobKey(ABC))
  })

  it('reports a folder that cannot be used', async () => {
    expect(await localDisk(folder).problem()).toBeNull()
    expect(await localDisk('/dev/null/files').problem()).toContain('ENOTDIR')
  })

  it('tells a full disk from other failures', async () => {
    const full = (async function* () {
      yield Buffer.from('x')
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    })()
    await expect(localDisk(folder).put(full)).rejects.toMatchObject({
      code: 'PARTNER_UNAVAILABLE',
      details: { partner: 'storage', reason: 'full' },
    })
  })
})
