import { createHash } from 'node:crypto'
import { prepared } from './db.ts'

interface Statement {
  text: string
  values?: unknown[]
}

/** Its statements are a handful of texts: each is prepared under a name of its own. */
const names = new Map<string, string>()
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `limit-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

/** What rate-limiter-flexible needs of a PostgreSQL pool, on the connections we have: its statements are single and atomic. */
export const rateLimitStore = {
  async query({ text, values = [] }: Statement) {
    const rows = await prepared<{ points: number; expire: string | null }>(nameOf(text), text, values)
    return {
      rows: rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) })),
      rowCount: rows.length,
    }
  },
}
