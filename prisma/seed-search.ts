import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { z } from 'zod'
import { searchWordRows, searchWordsFileSchema } from '#server/modules/procedure/search/words-file.ts'

const lifeEventsSchema = z.array(
  z.object({
    id: z.string().regex(/^[a-z-]+$/),
    nameVi: z.string().min(1),
    nameEn: z.string().min(1),
    names: z.array(z.string()),
    fields: z.array(z.string()),
  }),
)

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8'))

/** How people look for procedures: life events and everyday words. What somebody changed afterwards stays. */
export async function seedSearch(client: pg.Client): Promise<void> {
  const events = lifeEventsSchema.parse(read('life-events.json')).map((event, position) => ({
    ...event,
    position,
    source: 'Nhóm việc theo cách người dân tìm, do hệ thống đặt',
  }))
  await client.query(
    `INSERT INTO "LifeEvent" SELECT * FROM json_populate_recordset(NULL::"LifeEvent", $1) ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(events)],
  )
  await client.query(
    `INSERT INTO "SearchWord" SELECT * FROM json_populate_recordset(NULL::"SearchWord", $1) ON CONFLICT (key) DO NOTHING`,
    [JSON.stringify(searchWordRows(searchWordsFileSchema.parse(read('search-words.json'))))],
  )
}
