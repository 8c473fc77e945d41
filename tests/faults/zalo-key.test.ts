import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { callContext } from '#server/modules/exchange/record-exchange.ts'
import { renewZaloKeyAhead, zaloAccess, zaloView } from '#server/modules/notification/zalo-key.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { moveClock, type RunningWorker, startPartners, until } from '#tests/contracts/adapters/partners.ts'

// The key at Zalo: it runs out, is renewed by one of many, is lost between two answers, and is refused.

const partners = await startPartners()
const workers: RunningWorker[] = []
const HOUR = 3_600_000
let offset = 0
const passTime = async (ms: number) => {
  offset += ms
  await moveClock(offset)
  await partners.control('clock', { offsetMs: offset, forward: false })
}
beforeAll(() => {
  const local = new Date(Date.now() + 7 * HOUR)
  return passTime(((34 * 60 - local.getUTCHours() * 60 - local.getUTCMinutes()) % (24 * 60)) * 60_000)
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await partners.fault('zalo', { kind: 'none' })
})
afterAll(() => partners.close())

const context = () => callContext(null, AbortSignal.timeout(30_000))
const issued = async () => (await partners.control<{ issued: number }>('zalo/keys')).issued

interface Row extends Record<string, unknown> {
  channel: string
  status: string
  reason: string | null
}
let seen = 0
async function acceptedFor(ending: string): Promise<string> {
  const person = await citizen()
  seen += 1
  await asOwner(`UPDATE "Account" SET phone = $2 WHERE id = $1`, [person.id, `07${String(seen).padStart(5, '0')}${ending}`])
  const { code } = await processingBusiness(person)
  await asOwner(`UPDATE "DossierParty" p SET phone = NULL FROM "DossierLocator" l WHERE l.id = p."dossierId" AND l.code = $1`, [
    code,
  ])
  return code
}
const rowsOf = (code: string) =>
  asOwner<Row>(
    `SELECT n.channel, n.status, n.reason FROM "Notification" n JOIN "DossierLocator" l ON l.id = n."dossierId"
     WHERE l.code = $1 AND n.template = 'accepted' AND n.recipient = 'APPLICANT'`,
    [code],
  )
const arrived = (code: string, channel: string) =>
  until(
    () => rowsOf(code),
    (rows) => rows.some((row) => row.channel === channel && ['SENT', 'DELIVERED'].includes(row.status)),
    60_000,
  )

describe('the key of Zalo', () => {
  it('is fetched once by the many who need it, and lies sealed in the database before it is used', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => zaloAccess(null, context())))
    expect(new Set(keys).size).toBe(1)
    expect(await issued()).toBe(1)
    const [row] = await asOwner<{ accessToken: string; refreshToken: string }>(
      `SELECT "accessToken", "refreshToken" FROM "ZaloKey"`,
    )
    expect(row?.accessToken).not.toContain(keys[0])
    expect(await zaloView()).toMatchObject({ state: 'READY' })
    // one that Zalo took back is renewed once, too
    const renewed = await Promise.all(Array.from({ length: 4 }, () => zaloAccess(keys[0] ?? '', context())))
    expect(new Set(renewed).size).toBe(1)
    expect(await issued()).toBe(2)
  })

  it('is renewed when it has run out or was taken back, by two workers and without loss', async () => {
    const before = await issued()
    await partners.control('zalo/revoke', { isRefreshToo: false })
    const code = await acceptedFor('001')
    const other = await acceptedFor('002')
    workers.push(await partners.startWorker())
    await arrived(code, 'ZALO')
    await arrived(other, 'ZALO')
    expect(await issued()).toBe(before + 1)
    await passTime(26 * HOUR)
    await renewZaloKeyAhead(AbortSignal.timeout(30_000))
    await renewZaloKeyAhead(AbortSignal.timeout(30_000))
    expect(await issued()).toBe(before + 2)
  }, 120_000)

  it('waits for a worker that died while it renewed, until its lease ends', async () => {
    await asOwner(
      `UPDATE "ZaloKey" SET "leaseUntil" = app_now() + interval '2 seconds', "accessUntil" = app_now() - interval '1 hour'`,
    )
    const before = await issued()
    await zaloAccess(null, context())
    expect(await issued()).toBe(before + 1)
  })

  it('whose answer was lost is refused; notices go by SMS at once, staff see it, and a new token mends it', async () => {
    await asOwner(`UPDATE "ZaloKey" SET "accessUntil" = app_now() - interval '1 hour'`)
    await partners.fault('zalo', { kind: 'timeoutAfterApply', count: 1, only: 'key' })
    await expect(zaloAccess(null, context())).rejects.toMatchObject({ kind: 'BUSY', code: 'ZALO_KEY' })
    expect(await zaloView()).toMatchObject({ state: 'AWAY' })
    await passTime(2 * 60_000)
    await expect(zaloAccess(null, context())).rejects.toMatchObject({ kind: 'REFUSED', code: 'ZALO_KEY_REFUSED' })
    const code = await acceptedFor('003')
    workers.push(await partners.startWorker())
    const rows = await arrived(code, 'SMS')
    expect(rows.find(({ channel }) => channel === 'ZALO')).toMatchObject({ status: 'FAILED', reason: 'ZALO_KEY_REFUSED' })
    const seenByStaff = (await as(await staff('operator')).exchange.overview()).zalo
    expect(seenByStaff).toMatchObject({ state: 'REFUSED', code: 'ZALO_-14014' })
    // a person fetches a new token and sets it
    await partners.control('zalo/fetch', {})
    await asOwner(`UPDATE "ZaloKey" SET "seedSha256" = 'another'`)
    await zaloAccess(null, context())
    expect(await zaloView()).toMatchObject({ state: 'READY', code: null })
  }, 120_000)
})
