import { describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { migrateQueue, startCron } from '#server/jobs/cron.ts'

describe('the queue of regular chores', () => {
  it('is made by the owner and used by the application', async () => {
    const ownerUrl = env.DATABASE_OWNER_URL ?? ''
    await migrateQueue(ownerUrl)
    await migrateQueue(ownerUrl)
    const cron = await startCron()
    await cron.stop()
    expect(ownerUrl).not.toBe('')
  })
})
