import { Client } from 'pg'
import { firstSettings } from '#prisma/data/settings.ts'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { BENCH_SEED, type BenchOptions, type Company, cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { superuserUrl } from '#server/tools/postgres.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { databaseCpuMs } from './cpu.ts'

// Every hash of every chain computed anew (history:check) against reading the same rows and doing nothing with them, in turn, on one database.

interface Figures {
  shareOfScan: number
  eventsPerSecond: number
}

/** Nothing but rows: through plain `pg`, a page at a time, as objects. */
async function scan(client: Client, table: string): Promise<number> {
  await client.query('BEGIN')
  await client.query(`DECLARE rows CURSOR FOR SELECT * FROM "${table}"`)
  let count = 0
  for (;;) {
    const { rows } = await client.query('FETCH 2000 FROM rows')
    if (rows.length === 0) break
    count += rows.length
  }
  await client.query('COMMIT')
  return count
}

async function measureOnce({ quick, large }: BenchOptions): Promise<Figures> {
  const dossiers = quick ? 1_200 : large ? 100_000 : 4_000
  const cluster = await startTestCluster()
  Object.assign(process.env, {
    ...demoDatabase(cluster.secrets, cluster.port),
    MOCUA_DATA_DIR: cluster.dataDir,
    MOCUA_DEMO: '1',
    MOCUA_TEST_CLOCK: '1',
    LOG_LEVEL: 'fatal',
    SIM_PORT: '9',
    SMTP_PORT: '9',
    CLAMD_URL: 'off',
  })
  const client = new Client({ connectionString: superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME) })
  try {
    await client.connect()
    const { record } = await import('#tests/province/record.ts')
    const { fillProvince } = await import('#tests/province/province.ts')
    const { asOwner } = await import('#tests/builders/owner.ts')
    const { faultsOf } = await import('#server/modules/history/check-history.ts')
    const { histories } = await import('#server/modules/history/history.repository.ts')
    const { closePools } = await import('#server/db.ts')
    const { env } = await import('#server/env.ts')
    const [definition] = catalogue.filter(({ code }) => code === '1.001612')
    if (!definition) throw new Error('no procedure to record')
    const localFees = Object.fromEntries(
      Object.entries(firstSettings).flatMap(([key, { value }]) =>
        key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
      ),
    )
    const recordings = await record(definition, { today: '2026-10-05', place: '31', localFees }, 1)
    await asOwner('DELETE FROM "AppClock"')
    await fillProvince(recordings, { ownerUrl: env.DATABASE_OWNER_URL ?? '', dossiers, seed: BENCH_SEED })
    await client.query('VACUUM ANALYZE')

    const spent = async (work: () => Promise<unknown>) => {
      const begin = cpuMs() + databaseCpuMs(cluster.dataDir)
      await work()
      return cpuMs() + databaseCpuMs(cluster.dataDir) - begin
    }
    let events = 0
    const scanAll = async () => {
      events = await scan(client, 'DossierEvent')
      for (const table of ['Dossier', 'EventSealed', 'FormData']) await scan(client, table)
    }
    const verifyAll = async () => {
      let verified = 0
      for await (const history of histories()) {
        const faults = faultsOf(history)
        if (faults.length > 0) throw new Error(`${history.code}: ${faults.join('; ')}`)
        verified += history.events.length
      }
      if (verified !== events) throw new Error(`${verified} of ${events} events verified`)
    }
    await scanAll()
    await verifyAll()
    const rounds: { share: number; perSecond: number }[] = []
    for (let round = 0; round < (quick ? 3 : 5); round += 1) {
      const scanned = await spent(scanAll)
      const begin = performance.now()
      const verified = await spent(verifyAll)
      rounds.push({ share: scanned / verified, perSecond: (1_000 * events) / (performance.now() - begin) })
    }
    await closePools()
    return {
      shareOfScan: median(rounds.map(({ share }) => share)),
      eventsPerSecond: median(rounds.map(({ perSecond }) => perSecond)),
    }
  } finally {
    await client.end()
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = (options: BenchOptions) => {
  figures ??= measureOnce(options)
  return figures
}

/** Processor time of both sides, in turn. */
export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'P17',
    title:
      'every hash of every chain computed anew (history:check) against reading the same rows in Node, processor time of both sides',
    unit: 'of the scan',
    floor: 0.2,
    goal: 0.5,
    run: async (options) => (await measured(options)).shareOfScan,
  },
  {
    id: 'P17a',
    title: 'the same as events a second, by the clock on the wall',
    unit: 'events/s',
    run: async (options) => (await measured(options)).eventsPerSecond,
  },
]
