import { describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { migrationState } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'

describe('the database of a test file', () => {
  it('is migrated and belongs to the owner role', async () => {
    const state = await withClient(env.DATABASE_OWNER_URL ?? '', migrationState)
    expect(state).toMatchObject({ pending: [], unfinished: [], changed: [] })
  })

  it('is used as the application role, which owns nothing', async () => {
    const { rows } = await withClient(env.DATABASE_URL, (client) =>
      client.query(`SELECT current_user AS role, count(*) FILTER (WHERE tableowner = current_user)::int AS owned FROM pg_tables`),
    )
    expect(rows).toEqual([{ role: 'mocua_app', owned: 0 }])
  })

  it('sorts Vietnamese as a Vietnamese dictionary does', async () => {
    const { rows } = await withClient(env.DATABASE_URL, (client) =>
      client.query(`SELECT string_agg(word, ' ' ORDER BY word) AS words FROM unnest(ARRAY['đa', 'dê', 'da', 'ế', 'e']) AS word`),
    )
    expect(rows).toEqual([{ words: 'da dê đa e ế' }])
  })
})
