import { db } from './db.ts'

interface Statement {
  text: string
  values?: unknown[]
}

/** What rate-limiter-flexible needs of a PostgreSQL pool, on the connections we have: its statements are single and atomic. */
export const rateLimitStore = {
  async query({ text, values = [] }: Statement) {
    const rows = await db.$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(text, ...values)
    return {
      rows: rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) })),
      rowCount: rows.length,
    }
  },
}
