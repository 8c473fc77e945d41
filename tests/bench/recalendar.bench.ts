import { mkdtempSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import type { Measure } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'

// A changed calendar over many open dossiers, on a PostgreSQL of this run's own. The dossiers are copies of a few real ones.

const MANY = 100_000
const FEW = 3_000

/** Rows of one dossier again under another id; the chain of events stays behind, because nothing here reads it. */
const COPIED = ['WorkItem', 'ClockSegment', 'Timer', 'SupplementRequest', 'FeeDue', 'DossierPaper', 'DossierParty', 'FormData']

interface Figures {
  recalendarPerSecond: number
  previewPerSecond: number
  copyPerSecond: number
}

async function copyDossiers(url: string, count: number): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM "Dossier" WHERE "endedAt" IS NULL`)
    const each = Math.ceil(count / rows.length)
    await client.query('SET session_replication_role = replica')
    for (const { id } of rows) {
      const again = `$1::text || '-' || copy.nr`
      await client.query(
        `INSERT INTO "DossierLocator" SELECT r.* FROM "DossierLocator" l, generate_series(1, $2::int) AS copy(nr),
           jsonb_populate_record(NULL::"DossierLocator", to_jsonb(l) || jsonb_build_object('id', ${again},
             'code', l.code || '-' || copy.nr, 'foreignCode', NULL)) AS r WHERE l.id = $1`,
        [id, each],
      )
      await client.query(
        `INSERT INTO "Dossier" SELECT r.* FROM "Dossier" d, generate_series(1, $2::int) AS copy(nr),
           jsonb_populate_record(NULL::"Dossier", to_jsonb(d) || jsonb_build_object('id', ${again},
             'code', d.code || '-' || copy.nr, 'lookupSecret', d."lookupSecret" || copy.nr, 'foreignCode', NULL)) AS r WHERE d.id = $1`,
        [id, each],
      )
      for (const table of COPIED)
        await client.query(
          `INSERT INTO "${table}" SELECT r.* FROM "${table}" t, generate_series(1, $2::int) AS copy(nr),
             jsonb_populate_record(NULL::"${table}", to_jsonb(t) || jsonb_build_object('dossierId', ${again})) AS r WHERE t."dossierId" = $1`,
          [id, each],
        )
    }
    await client.query('ANALYZE')
  })
}

/** How fast the same rows are when nothing is thought about them: COPY from a file into a table with the same columns and keys. */
async function copyPerSecond(url: string, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mocua-bench-'))
  await chmod(folder, 0o777)
  try {
    return await withClient(url, async (client) => {
      const file = join(folder, 'dossiers')
      await client.query(`COPY (SELECT * FROM "Dossier" LIMIT ${count}) TO '${file}'`)
      await client.query(`CREATE TABLE copied (LIKE "Dossier" INCLUDING ALL)`)
      const begin = performance.now()
      await client.query(`COPY copied FROM '${file}'`)
      return (1_000 * count) / (performance.now() - begin)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOnce(count: number): Promise<Figures> {
  const cluster = await startTestCluster()
  try {
    Object.assign(process.env, {
      ...demoDatabase(cluster.secrets, cluster.port),
      MOCUA_DATA_DIR: cluster.dataDir,
      MOCUA_DEMO: '1',
      LOG_LEVEL: 'fatal',
      SIM_PORT: '9',
      SMTP_PORT: '9',
    })
    const { arrivedBusiness, processingBusiness } = await import('#tests/builders/dossiers.ts')
    const { as, citizen, staff } = await import('#tests/builders/people.ts')
    const { recalendarOpenDossiers } = await import('#server/modules/calendar/recalendar.ts')
    const { db } = await import('#server/db.ts')
    await arrivedBusiness(await citizen())
    for (let n = 0; n < 3; n += 1) await processingBusiness(await citizen())
    const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
    await copyDossiers(owner, count)

    const keeper = as(await staff('operator')).calendar
    const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    await keeper.saveDay({ scope: 'vn', date: soon, kind: 'HOLIDAY', nameVi: 'Ngày đo', basis: 'Đo tốc độ' })
    const lookBegin = performance.now()
    let cursor: string | undefined
    let looked = 0
    let draftHash = ''
    do {
      const page = await keeper.preview({ scope: 'vn', cursor })
      looked += page.part.looked
      draftHash = page.draftHash
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const previewPerSecond = (1_000 * looked) / (performance.now() - lookBegin)

    await keeper.publish({ scope: 'vn', draftHash, noteVi: 'Đo tốc độ' })
    const begin = performance.now()
    const { moved, failed } = await recalendarOpenDossiers()
    const recalendarPerSecond = (1_000 * moved) / (performance.now() - begin)
    if (failed > 0 || moved < count) throw new Error(`${moved} of ${count} dossiers followed, ${failed} failed`)
    await db.$disconnect()
    return { recalendarPerSecond, previewPerSecond, copyPerSecond: await copyPerSecond(owner, Math.min(count, looked)) }
  } finally {
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = (quick: boolean) => {
  figures ??= measureOnce(quick ? FEW : MANY)
  return figures
}

export const measures: Measure[] = [
  {
    id: 'P16',
    title: 'recalculation of open dossiers, each an event in its chain, against COPY of as many rows',
    unit: 'of COPY',
    floor: 0.05,
    run: async ({ quick }) => {
      const { recalendarPerSecond, copyPerSecond: copied } = await measured(quick)
      return recalendarPerSecond / copied
    },
  },
  {
    id: 'P16a',
    title: 'the same as dossiers a second (100,000 in a minute are 1,667)',
    unit: 'dossiers/s',
    floor: 1_667,
    run: async ({ quick }) => (await measured(quick)).recalendarPerSecond,
  },
  {
    id: 'P16b',
    title: 'preview of a changed calendar',
    unit: 'dossiers/s',
    floor: 1_667,
    run: async ({ quick }) => (await measured(quick)).previewPerSecond,
  },
]
