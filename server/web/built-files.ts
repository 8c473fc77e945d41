import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type Encoding, encodingFor } from './encoding.ts'
import type { Front } from './front.ts'

// Scripts and styles of the build as they go over the line: pressed once and hard, where Next would press them for each visitor and less.

const ADDRESS = /^\/_next\/static\/((?:[\w~-]+\/)*[\w.~-]+\.(js|css))$/
const TYPES = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' }
const press = { br: promisify(brotliCompress), gzip: promisify(gzip) }

type Pressed = Record<Encoding, Buffer>

async function pressedFile(path: string): Promise<Pressed | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const [br, small] = await Promise.all([
    press.br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    press.gzip(bytes, { level: 9 }),
  ])
  return { br, gzip: small }
}

export function builtFiles(build: string): Front {
  /** As many as the build has: what is not there is not remembered. */
  const files = new Map<string, Promise<Pressed | null>>()

  function find(name: string): Promise<Pressed | null> {
    const known = files.get(name)
    if (known) return known
    const file = pressedFile(join(build, '.next/static', name))
    files.set(name, file)
    const forget = () => files.delete(name)
    file.then((found) => found ?? forget(), forget)
    return file
  }

  async function answer(
    response: ServerResponse,
    name: string,
    type: string,
    encoding: Encoding,
    hasBody: boolean,
  ): Promise<boolean> {
    const file = await find(name)
    if (!file) return false
    const body = file[encoding]
    response
      .writeHead(200, {
        'content-type': type,
        'content-encoding': encoding,
        'content-length': body.length,
        // a file never changes under its name
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        vary: 'Accept-Encoding',
      })
      .end(hasBody ? body : undefined)
    return true
  }

  return ({ method, url = '', headers }, response) => {
    const [, name, kind] = ADDRESS.exec(url) ?? []
    const encoding = encodingFor(headers['accept-encoding'])
    if (!name || encoding === null || (method !== 'GET' && method !== 'HEAD')) return false
    return answer(response, name, kind === 'css' ? TYPES.css : TYPES.js, encoding, method === 'GET')
  }
}
