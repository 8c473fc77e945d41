import { createHash, timingSafeEqual } from 'node:crypto'

// Protocol 1.0.6: the values joined by `|`, the secret last, SHA-256 over UTF-8, lower-case hex.

export const secureHash = (values: readonly string[], secret: string): string =>
  createHash('sha256')
    .update([...values, secret].join('|'), 'utf8')
    .digest('hex')

const digest = (text: string) => createHash('sha256').update(text).digest()

/** In constant time, whatever was sent. */
export const hashMatches = (given: string, values: readonly string[], secret: string): boolean =>
  timingSafeEqual(digest(given), digest(secureHash(values, secret)))
