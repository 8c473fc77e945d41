import { randomUUID } from 'node:crypto'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { type BenchOptions, type Company, cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import { databaseCpuMs } from './cpu.ts'

// Due timers that pass, as the worker lets them, against changes that staff make through the same door (claim and release), as many under way
// at once, on the same dossiers in turn.

interface Figures {
  perChange: number
  perSecond: number
}

/** As many as the worker has under way. */
const AT_ONCE = 32

const DUE = `UPDATE "Timer" t SET "dueAt" = app_now() - interval '1 minute' FROM (
    SELECT DISTINCT ON ("dossierId") "dossierId", "timerId" FROM "Timer" WHERE status = 'RUNNING' ORDER BY "dossierId", "timerId" LIMIT $1
  ) due WHERE t."dossierId" = due."dossierId" AND t."timerId" = due."timerId"`

async function measureOnce({ quick }: BenchOptions): Promise<Figures> {
  const cluster = await startTestCluster({ isThrowaway: false })
  Object.assign(process.env, {
    ...demoDatabase(cluster.secrets, cluster.port),
    MOCUA_DATA_DIR: cluster.dataDir,
    MOCUA_DEMO: '1',
    MOCUA_TEST_CLOCK: '1',
    LOG_LEVEL: 'fatal',
    SIM_PORT: '9',
    SMTP_PORT: '9',
  })
  const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
  try {
    const { copyOpenDossiers } = await import('#tests/builders/copies.ts')
    const { processingBusiness } = await import('#tests/builders/dossiers.ts')
    const { citizen, staff } = await import('#tests/builders/people.ts')
    const { passDueTimers } = await import('#server/jobs/timers.ts')
    const { claimWork, releaseWork } = await import('#server/modules/dossier/work-commands.ts')
    const { closePools } = await import('#server/db.ts')
    const each = quick ? 300 : 800
    const rounds = quick ? 3 : 6
    await processingBusiness(await citizen())
    await withClient(owner, async (client) => {
      await client.query('SET session_replication_role = replica')
      await copyOpenDossiers(client, each * (rounds + 2))
    })
    const officer = await staff('officer')
    const workId = 'check#1'
    const codes = await withClient(owner, async (client) => {
      const { rows } = await client.query<{ code: string }>(
        `SELECT code FROM "Dossier" WHERE "endedAt" IS NULL ORDER BY id DESC LIMIT $1`,
        [each / 2],
      )
      return rows.map(({ code }) => code)
    })
    const change = async () => {
      const left = [...codes]
      const work = async () => {
        for (let code = left.pop(); code; code = left.pop())
          for (const act of [claimWork, releaseWork]) await act(officer, { code, workId, requestId: randomUUID() })
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    }
    const pass = async () => {
      let count = 0
      for (let passed = await passDueTimers(); passed > 0; passed = await passDueTimers()) count += passed
      if (count !== each) throw new Error(`${count} of ${each} timers passed`)
    }
    const spent = async (work: () => Promise<void>) => {
      const begin = cpuMs() + databaseCpuMs(cluster.dataDir)
      await work()
      return cpuMs() + databaseCpuMs(cluster.dataDir) - begin
    }
    const makeDue = () => withClient(owner, (client) => client.query(DUE, [each]))
    await change()
    await makeDue()
    await pass()
    const measured: { perChange: number; perSecond: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      await makeDue()
      const byStaff = await spent(change)
      const begin = performance.now()
      const byTime = await spent(pass)
      measured.push({ perChange: byStaff / byTime, perSecond: (1_000 * each) / (performance.now() - begin) })
    }
    await closePools()
    return {
      perChange: median(measured.map(({ perChange }) => perChange)),
      perSecond: median(measured.map(({ perSecond }) => perSecond)),
    }
  } finally {
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = (options: BenchOptions) => {
  figures ??= measureOnce(options)
  return figures
}

export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'P15d',
    title:
      'due timers that pass, as many a processor second as changes that staff make through the same door (claim and release)',
    unit: 'per change',
    floor: 0.5,
    run: async (options) => (await measured(options)).perChange,
  },
  {
    id: 'P15e',
    title: 'the same as timers a second, one worker, by the clock on the wall',
    unit: 'timers/s',
    run: async (options) => (await measured(options)).perSecond,
  },
]
