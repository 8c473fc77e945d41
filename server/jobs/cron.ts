import { PgBoss } from 'pg-boss'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { recalendarOpenDossiers } from '#server/modules/calendar/recalendar.ts'
import { warnOfEndingDrafts } from '#server/modules/draft/ending-drafts.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { renewZaloKeyAhead } from '#server/modules/notification/zalo-key.ts'
import { reconcilePayments } from '#server/modules/payment/reconcile-payments.ts'
import { escalateOverdue } from '#server/modules/petition/handle-petition.ts'
import { measureDurations } from '#server/modules/procedure/durations.ts'
import { dueRootDays, purgeExpired } from './chores.ts'
import { writeCompanyLetters } from './company.ts'
import { type ChoreName, QUEUE_SCHEMA } from './queue.ts'
import { remind } from './reminders.ts'

/** Less than a job may last: what is not done by then is done by the next turn. */
const RECALENDAR_MS = 540_000
const DURATIONS_MS = 540_000

interface Chore {
  name: ChoreName
  /** Real time. What a run does is decided by app_now(), so a moved test clock needs no other schedule. */
  cron: string
  run: (signal: AbortSignal) => Promise<void>
}

const chores: readonly Chore[] = [
  {
    name: 'payments',
    cron: '* * * * *',
    run: async (signal) => {
      const settled = await reconcilePayments(signal)
      if (settled > 0) log.info({ settled }, 'payments that nobody had told us of were settled')
    },
  },
  {
    name: 'chain-roots',
    // every quarter of an hour, so that a worker that was down at midnight publishes soon after it is back
    cron: '*/15 * * * *',
    run: async (signal) => {
      for (const day of await dueRootDays()) {
        if (signal.aborted) return
        const { heads } = await publishChainRoot(day)
        log.info({ day, heads }, 'chain root published')
      }
    },
  },
  {
    name: 'recalendar',
    cron: '* * * * *',
    run: async (signal) => {
      const { moved, failed } = await recalendarOpenDossiers(AbortSignal.any([signal, AbortSignal.timeout(RECALENDAR_MS)]))
      if (moved + failed > 0) log.info({ moved, failed }, 'open dossiers follow the calendar in force')
    },
  },
  {
    name: 'durations',
    cron: '23 * * * *',
    run: async (signal) => {
      const { measured, dropped } = await measureDurations(AbortSignal.any([signal, AbortSignal.timeout(DURATIONS_MS)]))
      if (measured + dropped > 0) log.info({ measured, dropped }, 'how long procedures take was counted anew')
    },
  },
  { name: 'reminders', cron: '* * * * *', run: remind },
  {
    name: 'company',
    cron: '* * * * *',
    run: async (signal) => {
      const { told, failed } = await writeCompanyLetters(signal)
      if (told + failed > 0) log.info({ told, failed }, 'letters about messages and invitations')
    },
  },
  {
    name: 'drafts',
    cron: '37 * * * *',
    run: async (signal) => {
      const { told } = await warnOfEndingDrafts(signal)
      if (told > 0) log.info({ told }, 'owners were told of drafts that end soon')
    },
  },
  {
    name: 'petitions',
    cron: '* * * * *',
    run: async () => {
      const late = await escalateOverdue()
      if (late > 0) log.info({ late }, 'leaders were told of petitions that are late')
    },
  },
  {
    name: 'zalo',
    // a key lasts a day, and a token that nobody uses for three months is lost
    cron: '11 * * * *',
    run: renewZaloKeyAhead,
  },
  {
    name: 'purge',
    cron: '7 * * * *',
    run: async () => {
      log.info(await purgeExpired(), 'expired rows removed')
    },
  },
]

/** Starts the regular chores of this worker. */
export async function startCron(): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    application_name: 'mocua-cron',
    schema: QUEUE_SCHEMA,
    max: 3,
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    persistWarnings: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  for (const { name, cron, run } of chores) {
    await boss.schedule(name, cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
    await boss.work(name, { pollingIntervalSeconds: 5, batchSize: 1 }, async (jobs) => {
      for (const job of jobs) await run(job.signal)
    })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) }
}
