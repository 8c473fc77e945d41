import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compress = { gzip: promisify(gzip), br: promisify(brotliCompress) }

/** A page as it goes over the line, with the policy that lets its own scripts run and no others. */
export interface KeptPage {
  etag: string
  /** Hashes of the scripts that stand in it, as sources of `script-src`. */
  scripts: string
  /** Fonts that are to be fetched early. */
  link: string | undefined
  gzip: Buffer
  br: Buffer
  /** What the catalogue and the day were when its rendering began. */
  stamp: string
  /** Milliseconds of a clock that nobody sets. */
  madeAt: number
}

/** Scripts that stand in the page itself. Next writes `<` in their data as an escape, so the first end tag is theirs. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

export function scriptHashes(html: string): string {
  const hashes = new Set<string>()
  for (const [, text = ''] of html.matchAll(INLINE_SCRIPT))
    hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  return [...hashes].join(' ')
}

export async function pressed(html: string, about: Pick<KeptPage, 'link' | 'stamp' | 'madeAt'>): Promise<KeptPage> {
  const bytes = Buffer.from(html)
  const [small, smaller] = await Promise.all([
    compress.gzip(bytes, { level: 9 }),
    compress.br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ])
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { ...about, etag, scripts: scriptHashes(html), gzip: small, br: smaller }
}

const sizeOf = (key: string, { gzip: small, br, scripts, link = '' }: KeptPage) =>
  small.length + br.length + 2 * (key.length + scripts.length + link.length) + 500

/** Bounded by bytes: what has not been asked for longest goes first. */
export class PageStore {
  readonly #pages = new Map<string, KeptPage>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): KeptPage | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return page
  }

  set(key: string, page: KeptPage): void {
    this.#remove(key)
    this.#pages.set(key, page)
    this.#bytes += sizeOf(key, page)
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#maxBytes) break
      this.#remove(oldest)
    }
  }

  #remove(key: string): void {
    const page = this.#pages.get(key)
    if (!page) return
    this.#pages.delete(key)
    this.#bytes -= sizeOf(key, page)
  }
}
