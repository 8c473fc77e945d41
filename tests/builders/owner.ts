import { env } from '#server/env.ts'
import { withClient } from '#server/tools/postgres.ts'

export function ownerUrl(): string {
  const url = env.DATABASE_OWNER_URL
  if (!url) throw new Error('DATABASE_OWNER_URL is not set')
  return url
}

/** A statement as the owner of the tables: for what the application's role may not do, and for looking behind the endpoints. */
export async function asOwner<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(ownerUrl(), async (client) => (await client.query<Row>(sql, values)).rows)
}
