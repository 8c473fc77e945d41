import { afterAll, describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { migrateQueue } from '#server/jobs/cron.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { startPartners, until } from './partners.ts'

const partners = await startPartners()
await migrateQueue(env.DATABASE_OWNER_URL ?? '')
afterAll(() => partners.close())

const linesOf = (code: string) =>
  asOwner<{ target: string; type: string; status: string; lastError: string | null }>(
    `SELECT o.target, o.type, o.status, o."lastError" FROM "OutboxMessage" o JOIN "DossierLocator" l ON l.id = o."dossierId" WHERE l.code = $1 ORDER BY o.target, o."lineSeq"`,
    [code],
  )

describe('the worker', () => {
  it('tells portal and applicant of a filing, and ends in order when asked to', async () => {
    const worker = await partners.startWorker()
    const { code } = await filedBusiness(await citizen())
    const lines = await until(
      () => linesOf(code),
      (seen) => seen.length > 0 && seen.filter(({ target }) => target !== 'FORM').every(({ status }) => status === 'DELIVERED'),
    )
    expect(lines.map(({ target }) => target)).toContain('PORTAL')
    const held = await partners.control<{ dossier: { status: string; applied: number } }>(`portal/received?dossier=${code}`)
    expect(held.dossier).toMatchObject({ status: '1', applied: 1 })
    const alive = await asOwner(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'mocua-worker' AND datname = current_database()`)
    expect(alive.length).toBeGreaterThan(0)
    expect(await worker.kill('SIGTERM')).toBe(0)
  })
})
