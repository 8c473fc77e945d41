import { createHash, randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { z } from 'zod'
import { hashOfCalendar } from '#server/modules/calendar/hash-calendar.ts'
import { catalogueRows } from '#server/modules/procedure/catalogue-rows.ts'
import { fold } from '#server/modules/procedure/fold.ts'
import { ToolError } from '#server/tools/console.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { unconfirmed, vietnam } from '#workflows/working-time/calendars/vietnam.ts'
import { COUNTRY } from '#workflows/working-time/resolve-calendar.ts'
import { calendarSchema } from '#workflows/working-time/working-time.schema.ts'
import { POPULAR } from './data/popular.ts'

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

const adminUnitsSchema = z.object({
  current: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      level: z.enum(['province', 'commune']),
      parent: z.string().nullable(),
    }),
  ),
})

/** Provinces and communes; left alone while the file is the one that was read last. */
export async function seedAdminUnits(client: pg.Client): Promise<number> {
  const file = readFileSync(new URL('./data/admin-units.json', import.meta.url))
  const fingerprint = JSON.stringify(sha256(file))
  const known = await client.query(`SELECT 1 FROM "Setting" WHERE key = 'seed.adminUnits' AND value = $1::jsonb`, [fingerprint])
  if (known.rowCount === 1) return 0
  const { current } = adminUnitsSchema.parse(JSON.parse(file.toString('utf8')))
  const rows = current.map(({ code, name, kind, level, parent }) => ({
    code,
    nameVi: name,
    kind,
    level,
    parent,
    search: fold(name),
  }))
  await client.query(
    `INSERT INTO "AdminUnit" SELECT * FROM json_populate_recordset(NULL::"AdminUnit", $1)
     ON CONFLICT (code) DO UPDATE SET "nameVi" = EXCLUDED."nameVi", kind = EXCLUDED.kind, level = EXCLUDED.level,
       parent = EXCLUDED.parent, search = EXCLUDED.search`,
    [JSON.stringify(rows)],
  )
  await client.query(
    `INSERT INTO "Setting" (key, value, source) VALUES ('seed.adminUnits', $1::jsonb, 'SHA-256 of prisma/data/admin-units.json')
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = now()`,
    [fingerprint],
  )
  return rows.length
}

const SEED = 'system:seed'

/** Days of the years that this installation has no row for; what people entered is never touched. */
async function seedCalendarDays(client: pg.Client): Promise<void> {
  const rows = [
    ...vietnam.dates.map((day) => ({ ...day, status: day.verified ? 'CONFIRMED' : 'PROPOSED' })),
    ...unconfirmed.map((day) => ({ ...day, status: 'ANNOUNCED' })),
  ].map(({ date, kind, name, basis, source, status }) => ({
    id: randomUUIDv7(),
    date,
    kind,
    nameVi: name,
    basis,
    source,
    status,
  }))
  await client.query(
    `INSERT INTO "CalendarDay" (id, scope, date, kind, "nameVi", basis, source, status, "createdById", "createdAt")
     SELECT r.id, $1, r.date, r.kind, r."nameVi", r.basis, r.source, r.status, $2, app_now()
     FROM json_to_recordset($3) AS r(id text, date date, kind text, "nameVi" text, basis text, source text, status text)
     WHERE NOT EXISTS (SELECT 1 FROM "CalendarDay" c WHERE c.scope = $1 AND extract(year FROM c.date) = extract(year FROM r.date))`,
    [COUNTRY, SEED, JSON.stringify(rows)],
  )
  await client.query(
    `INSERT INTO "CalendarWeek" (id, scope, week, "weekCountsAsDay", basis, "createdById", "createdAt")
     SELECT $1, $2, $3::jsonb, $4, $5, $6, app_now() WHERE NOT EXISTS (SELECT 1 FROM "CalendarWeek" WHERE scope = $2)`,
    [
      randomUUIDv7(),
      COUNTRY,
      JSON.stringify(vietnam.week),
      vietnam.weekCountsAsDay,
      'Giờ hành chính mặc định, chưa kiểm chứng',
      SEED,
    ],
  )
}

/** The first version of the country's calendar; from then on people publish, and open dossiers follow. */
export async function seedCalendars(client: pg.Client): Promise<void> {
  await seedCalendarDays(client)
  const calendar = calendarSchema.parse(vietnam)
  await client.query(
    `INSERT INTO "CalendarVersion" (id, key, version, definition, sha256, basis)
     SELECT $1 || '@1', $1, 1, $2::jsonb, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM "CalendarVersion" WHERE key = $1)`,
    [COUNTRY, JSON.stringify(calendar), hashOfCalendar(calendar), 'Bộ luật Lao động 2019, Điều 112; lịch nghỉ hằng năm'],
  )
}

type Rows = ReturnType<typeof catalogueRows>

async function replaceUnused(client: pg.Client, { version }: Rows, isDemo: boolean): Promise<void> {
  const { rowCount } = await client.query(
    `DELETE FROM "ProcedureVersion" v WHERE v.id = $1 AND v.sha256 <> $2 AND $3
       AND NOT EXISTS (SELECT 1 FROM "Dossier" d WHERE d."procedureVersionId" = v.id)
       AND NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."procedureVersionId" = v.id)`,
    [version.id, version.sha256, isDemo],
  )
  if (rowCount === 1) return
  const { rows } = await client.query<{ sha256: string }>(`SELECT sha256 FROM "ProcedureVersion" WHERE id = $1`, [version.id])
  if (rows[0] && rows[0].sha256 !== version.sha256)
    throw new ToolError(
      `The definition of ${version.id} was changed after it was published, and a published version never changes.\n` +
        'What to do: restore its file in workflows/catalogue, and make the change as the next version number.',
    )
}

const popularityOf = (code: string): number => {
  const place = POPULAR.indexOf(code)
  return place < 0 ? 1 : 1 + POPULAR.length - place
}

/** Publishes the catalogue. In a demo a version that nobody has used yet may still be replaced. */
export async function seedProcedures(client: pg.Client, isDemo: boolean): Promise<number> {
  let published = 0
  for (const definition of catalogue) {
    const rows = catalogueRows(definition)
    await replaceUnused(client, rows, isDemo)
    const { rows: outcomes } = await client.query<{ outcome: string }>(`SELECT publish_version($1::jsonb) AS outcome`, [
      JSON.stringify({ ...rows, procedure: { ...rows.procedure, popularity: popularityOf(definition.code) } }),
    ])
    const outcome = outcomes[0]?.outcome
    if (outcome !== 'published' && outcome !== 'unchanged')
      throw new ToolError(
        `${rows.version.id} cannot be published: ${outcome}. Its number and its first day have to follow the version before.`,
      )
    if (outcome === 'published') published += 1
    await client.query(`UPDATE "Procedure" SET popularity = $2 WHERE code = $1 AND popularity <> $2`, [
      definition.code,
      popularityOf(definition.code),
    ])
  }
  return published
}
