import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { appNow, clockOffset } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { handleHealth, handleReady, LATEST_MIGRATION, readiness } from '#server/health.ts'
import { handleClock } from '#server/test-clock.ts'
import { listMigrations } from '#server/tools/migrate.ts'
import { asOwner } from '#tests/builders/owner.ts'

const CLOCK = 'http://127.0.0.1/api/control/clock'
const setClock = (body: unknown, headers: Record<string, string> = {}) =>
  handleClock(
    new Request(CLOCK, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '127.0.0.1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

afterEach(async () => {
  await asOwner(`UPDATE "Setting" SET value = 'true' WHERE key = 'demo'`)
  await asOwner(`DELETE FROM "AppClock"`)
})

describe('readiness', () => {
  it('fails without a worker, and says so', async () => {
    const response = await handleReady()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      status: 'failed',
      checks: {
        database: 'ok',
        migrations: 'ok',
        storage: 'ok',
        worker: 'failed',
        dossiersSetAside: 0,
        outbox: { waiting: 0, parked: 0, oldestSeconds: 0 },
      },
    })
  })

  it('holds while a worker is connected', async () => {
    const worker = new pg.Client({ connectionString: env.DATABASE_URL, application_name: 'mocua-worker' })
    await worker.connect()
    try {
      expect(await readiness()).toMatchObject({ status: 'ok', checks: { worker: 'ok' } })
    } finally {
      await worker.end()
    }
  })

  it('knows the newest migration of the folder', () => {
    expect(listMigrations().at(-1)?.name).toBe(LATEST_MIGRATION)
  })

  it('is another question than whether the process lives', async () => {
    expect(await handleHealth().json()).toEqual({ status: 'ok' })
  })
})

describe('the test clock', () => {
  it('moves the time of the application', async () => {
    const day = 86_400_000
    const response = await setClock({ offsetMs: day })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ offsetMs: day })
    expect((await appNow()).getTime() - Date.now()).toBeGreaterThan(day - 60_000)
  })

  it.each<[string, unknown, Record<string, string>, number]>([
    ['words', { offsetMs: 'tomorrow' }, {}, 400],
    ['half a body', '{', {}, 400],
    ['centuries', { offsetMs: 1e15 }, {}, 400],
    ['a form', 'offsetMs=1', { 'content-type': 'application/x-www-form-urlencoded' }, 403],
    ['another site', { offsetMs: 1 }, { origin: 'https://evil.example' }, 403],
    ['another machine', { offsetMs: 1 }, { 'x-forwarded-for': '10.0.0.7' }, 404],
  ])('takes nothing from %s', async (_, body, headers, status) => {
    expect((await setClock(body, headers)).status).toBe(status)
    expect(await clockOffset()).toBe(0)
  })

  it('is refused by the database itself when it is no demo', async () => {
    await asOwner(`UPDATE "Setting" SET value = 'false' WHERE key = 'demo'`)
    await expect(asOwner(`INSERT INTO "AppClock" VALUES (1, 5)`)).rejects.toThrow(/not a demo database/)
  })
})
