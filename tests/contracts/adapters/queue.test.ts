import { describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { dueRootDays, purgeExpired } from '#server/jobs/chores.ts'
import { startCron } from '#server/jobs/cron.ts'
import { migrateQueue } from '#server/jobs/queue.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { moveClock } from './partners.ts'

const DAY_MS = 86_400_000

describe('the regular chores', () => {
  it('run as the application on tables that the owner made, which may be made again', async () => {
    await migrateQueue(env.DATABASE_OWNER_URL ?? '')
    const cron = await startCron()
    await cron.stop()
    const queues = await asOwner<{ name: string }>('SELECT name FROM pgboss.schedule ORDER BY name')
    expect(queues.map(({ name }) => name)).toEqual([
      'chain-roots',
      'company',
      'drafts',
      'durations',
      'payments',
      'petitions',
      'purge',
      'recalendar',
      'reminders',
      'zalo',
    ])
  })

  it('publish one root for each day that is over, whenever they come to it', async () => {
    await filedBusiness(await citizen())
    expect(await dueRootDays()).toEqual([])
    await moveClock(2 * DAY_MS)
    const days = await dueRootDays()
    expect(days).toHaveLength(2)
    for (const day of days) expect((await publishChainRoot(day)).heads).toBe(1)
    expect(await dueRootDays()).toEqual([])
  })

  it('remove drafts, sessions and nonces whose time has passed', async () => {
    await moveClock(400 * DAY_MS)
    await citizen()
    expect((await purgeExpired()).sessions).toBeGreaterThan(0)
    expect(Object.entries(await purgeExpired()).filter(([, removed]) => removed !== 0)).toEqual([])
  })
})
