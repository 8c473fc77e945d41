import { mkdtempSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { type BenchOptions, type Company, cpuMs, type Measure } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import { databaseCpuMs } from './cpu.ts'

// A changed calendar over many open dossiers, on a PostgreSQL of this run's own. The dossiers are copies of a few real ones.

/** A hundred thousand take minutes to be made: that is for `--large`. */
const MANY = 100_000
const USUAL = 20_000
const FEW = 3_000
/** The worker has run for weeks when a calendar changes; a process that has just begun spends its time on getting under way. */
const WARM = 1_500

interface Figures {
  /** Processor time of a COPY of as many rows, against that of the recalculation. */
  shareOfCopy: number
  recalendarPerSecond: number
  previewPerSecond: number
}

/** Both sides: this process and the database server. */
const bothCpuMs = (dataDir: string) => databaseCpuMs(dataDir) + cpuMs()

/** The same rows when nothing is thought about them: COPY from a file into a table with the same columns and keys. Processor time of each. */
async function copyMsEach(url: string, dataDir: string, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mocua-bench-'))
  await chmod(folder, 0o777)
  try {
    return await withClient(url, async (client) => {
      const file = join(folder, 'dossiers')
      await client.query(`COPY (SELECT * FROM "Dossier" LIMIT ${count}) TO '${file}'`)
      await client.query(`CREATE TABLE copied (LIKE "Dossier" INCLUDING ALL)`)
      const begin = bothCpuMs(dataDir)
      await client.query(`COPY copied FROM '${file}'`)
      const ms = bothCpuMs(dataDir) - begin
      await client.query('DROP TABLE copied')
      return ms / count
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
    const { copyOpenDossiers } = await import('#tests/builders/copies.ts')
    const { arrivedBusiness, processingBusiness } = await import('#tests/builders/dossiers.ts')
    const { as, citizen, staff } = await import('#tests/builders/people.ts')
    const { recalendarOpenDossiers } = await import('#server/modules/calendar/recalendar.ts')
    const { closePools } = await import('#server/db.ts')
    await arrivedBusiness(await citizen())
    for (let n = 0; n < 3; n += 1) await processingBusiness(await citizen())
    const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
    const copies = (n: number) =>
      withClient(owner, async (client) => {
        // a superuser's short way past the checks of foreign keys, which the copies fulfil
        await client.query('SET session_replication_role = replica')
        await copyOpenDossiers(client, n)
      })
    const keeper = as(await staff('operator')).calendar
    const closeOn = (days: number) => {
      const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
      return keeper.saveDay({ scope: 'vn', date, kind: 'HOLIDAY', nameVi: 'Ngày đo', basis: 'Đo tốc độ' })
    }
    await copies(WARM)
    await closeOn(3)
    const { draftHash: first } = await keeper.preview({ scope: 'vn' })
    await keeper.publish({ scope: 'vn', draftHash: first, noteVi: 'Đo tốc độ' })
    await recalendarOpenDossiers()

    await copies(count)
    await closeOn(2)
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
    const beginCpu = bothCpuMs(cluster.dataDir)
    const { moved, failed } = await recalendarOpenDossiers()
    const recalendarPerSecond = (1_000 * moved) / (performance.now() - begin)
    const msEach = (bothCpuMs(cluster.dataDir) - beginCpu) / moved
    if (failed > 0 || moved < count) throw new Error(`${moved} of ${count} dossiers followed, ${failed} failed`)
    await closePools()
    const copied = await copyMsEach(owner, cluster.dataDir, Math.min(count, looked))
    return { shareOfCopy: copied / msEach, recalendarPerSecond, previewPerSecond }
  } finally {
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = ({ quick, large }: BenchOptions) => {
  figures ??= measureOnce(quick ? FEW : large ? MANY : USUAL)
  return figures
}

/** Processor time of both sides; what is printed by the clock is of a machine that others use as well. */
export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'P16',
    title:
      'recalculation of open dossiers, each an event in its chain, against COPY of as many rows, by processor time of both sides',
    unit: 'of COPY',
    floor: 0.05,
    goal: 0.2,
    run: async (options) => (await measured(options)).shareOfCopy,
  },
  {
    id: 'P16a',
    title: 'the same as dossiers a second, by the clock on the wall',
    unit: 'dossiers/s',
    run: async (options) => (await measured(options)).recalendarPerSecond,
  },
  {
    id: 'P16b',
    title: 'preview of a changed calendar',
    unit: 'dossiers/s',
    run: async (options) => (await measured(options)).previewPerSecond,
  },
]
