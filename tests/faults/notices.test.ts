import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { moveClock, type RunningWorker, startPartners, until } from '#tests/contracts/adapters/partners.ts'

// Real worker, real simulated partners; the clock stands at ten in the morning in Việt Nam, outside the quiet hours.

const partners = await startPartners()
const workers: RunningWorker[] = []
const startWorker = async () => {
  const worker = await partners.startWorker()
  workers.push(worker)
  return worker
}
const HOUR = 3_600_000
let offset = 0
const passTime = async (ms: number) => {
  offset += ms
  await moveClock(offset)
  // partners sign with the time that they see
  await partners.control('clock', { offsetMs: offset, forward: false })
}
/** On to the next time that it is so late in Việt Nam. */
async function onTo(hour: number): Promise<void> {
  const local = new Date(Date.now() + offset + 7 * HOUR)
  const minutes = (hour * 60 - (local.getUTCHours() * 60 + local.getUTCMinutes()) + 24 * 60) % (24 * 60)
  await passTime(minutes * 60_000)
}
beforeAll(() => onTo(10))
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await partners.up()
  for (const system of ['sms', 'zalo', 'push', 'mail'] as const) await partners.fault(system, { kind: 'none' })
})
afterAll(() => partners.close())

let seen = 0
/** A citizen with a number of which the partners know what becomes (404: nobody, 118: no Zalo, 500: never arrives). */
async function reachable(ending: string, email: string | null = 'nguoi-dan@cong-dan.demo'): Promise<CitizenActor> {
  const person = await citizen()
  seen += 1
  const phone = `09${String(seen).padStart(5, '0')}${ending}`
  await asOwner(`UPDATE "Account" SET phone = $2, "contactEmail" = $3 WHERE id = $1`, [person.id, phone, email])
  return person
}

interface Row extends Record<string, unknown> {
  id: string
  channel: string
  template: string
  status: string
  reason: string | null
  attempts: number
  undeliverableAt: Date | null
}
const rowsOf = (code: string, template: string) =>
  asOwner<Row>(
    `SELECT n.id, n.channel, n.template, n.status, n.reason, n.attempts, n."undeliverableAt" FROM "Notification" n
     JOIN "DossierLocator" l ON l.id = n."dossierId" WHERE l.code = $1 AND n.template = $2 AND n.recipient = 'APPLICANT' ORDER BY n."createdAt", n.channel`,
    [code, template],
  )
const one = (rows: Row[], channel: string) => rows.find((row) => row.channel === channel)
interface Phone {
  messages: { key: string; phone: string; text: string; repeats: number; answers: string[] }[]
  refused: { key: string; reason: string }[]
}
const heldBy = async (system: 'sms' | 'zalo', keys: readonly string[]) => {
  const { messages } = await partners.control<Phone>(`${system}/received`)
  return messages.filter(({ key }) => keys.includes(key))
}
const settledBy = (code: string, template: string, holds: (rows: Row[]) => boolean) =>
  until(() => rowsOf(code, template), holds, 60_000)
/** An address that the dossier itself does not name, so that the account's is used. */
async function accepted(person: CitizenActor): Promise<string> {
  const { code } = await processingBusiness(person)
  return code
}
async function withoutOwnAddress(code: string): Promise<void> {
  await asOwner(
    `UPDATE "DossierParty" p SET phone = NULL, email = NULL FROM "DossierLocator" l WHERE l.id = p."dossierId" AND l.code = $1`,
    [code],
  )
}

describe('a notice of a decision', () => {
  it('goes to Zalo, is reported as arrived and stands in the account', async () => {
    const code = await accepted(await reachable('001'))
    await withoutOwnAddress(code)
    await startWorker()
    const rows = await settledBy(code, 'accepted', (found) => one(found, 'ZALO')?.status === 'DELIVERED')
    expect(one(rows, 'IN_APP')?.status).toBe('DELIVERED')
    expect(one(rows, 'EMAIL')?.status).toBe('SENT')
    expect(one(rows, 'SMS')).toBeUndefined()
    const [held] = await heldBy('zalo', [one(rows, 'ZALO')?.id ?? ''])
    expect(held).toMatchObject({ repeats: 0, text: `Hồ sơ ${code}: đã được nhận.` })
  }, 120_000)

  it('goes by text message where there is no Zalo, in one part without marks', async () => {
    const code = await accepted(await reachable('118'))
    await withoutOwnAddress(code)
    await startWorker()
    const rows = await settledBy(code, 'accepted', (found) => one(found, 'SMS')?.status === 'DELIVERED')
    expect(one(rows, 'ZALO')).toMatchObject({ status: 'FAILED', reason: 'ZALO_-118' })
    const [held] = await heldBy('sms', [one(rows, 'SMS')?.id ?? ''])
    expect(held?.text).toMatch(new RegExp(`^Ho so ${code}: da duoc nhan\\.`))
    expect(held?.text.length).toBeLessThanOrEqual(160)
    expect(rows.every(({ undeliverableAt }) => undeliverableAt === null)).toBe(true)
  }, 120_000)

  it('is given to the desk when no address takes it, and to nobody once it is looked after', async () => {
    const code = await accepted(await reachable('404', 'khong-co-dia-chi'))
    await withoutOwnAddress(code)
    await startWorker()
    const rows = await settledBy(code, 'accepted', (found) => found.some(({ undeliverableAt }) => undeliverableAt !== null))
    expect(one(rows, 'ZALO')?.status).toBe('FAILED')
    expect(one(rows, 'SMS')).toMatchObject({ status: 'FAILED', reason: 'SMS_21' })
    const desk = await staff('desk')
    const mine = () =>
      as(desk)
        .notice.undeliverable({})
        .then(({ items }) => items.filter((item) => item.code === code))
    const [item, ...others] = await mine().then((items) => items.filter(({ template }) => template === 'accepted'))
    expect(others).toEqual([])
    expect(item).toMatchObject({ todo: 'WRONG_NUMBER', template: 'accepted' })
    await expect(as(await staff('desk', 'xa-b')).notice.handle({ id: item?.id ?? '', how: 'CALLED' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
    await as(desk).notice.handle({ id: item?.id ?? '', how: 'CALLED', note: 'Đã gọi, đã nói cho người nhà' })
    expect((await mine()).some(({ id }) => id === item?.id)).toBe(false)
  }, 120_000)
})

describe('a partner that is not there', () => {
  it('is asked before anything is sent again after a time-out', async () => {
    await startWorker()
    await partners.fault('zalo', { kind: 'timeoutAfterApply', count: 1, only: 'template' })
    const code = await accepted(await reachable('002'))
    await withoutOwnAddress(code)
    await until(
      () => rowsOf(code, 'accepted'),
      (rows) => (one(rows, 'ZALO')?.attempts ?? 0) > 0,
      60_000,
    )
    const arrived = async () => {
      await passTime(60_000)
      return rowsOf(code, 'accepted')
    }
    const rows = await until(arrived, (found) => ['SENT', 'DELIVERED'].includes(one(found, 'ZALO')?.status ?? ''), 60_000)
    expect(await heldBy('zalo', [one(rows, 'ZALO')?.id ?? ''])).toMatchObject([{ repeats: 0 }])
  }, 120_000)

  it('is waited for; then the next way is gone, and nobody gets it twice from one partner', async () => {
    await startWorker()
    await partners.fault('zalo', { kind: 'http500', count: -1 })
    const code = await accepted(await reachable('003'))
    await withoutOwnAddress(code)
    const later = async () => {
      await passTime(20 * 60_000)
      return rowsOf(code, 'accepted')
    }
    const rows = await until(later, (found) => ['SENT', 'DELIVERED'].includes(one(found, 'SMS')?.status ?? ''), 90_000)
    expect(one(rows, 'ZALO')?.reason).toMatch(/^GAVE_UP/)
    expect(await heldBy('sms', [one(rows, 'SMS')?.id ?? ''])).toMatchObject([{ repeats: 0 }])
  }, 150_000)
})

describe('a worker that is killed', () => {
  it('while it sends leaves every notice known once', async () => {
    await onTo(10)
    const first = await startWorker()
    await partners.fault('zalo', { kind: 'timeoutAfterApply', count: -1, only: 'template' })
    const people = await Promise.all(['010', '011', '012'].map((ending) => reachable(ending)))
    const codes: string[] = []
    for (const person of people) {
      const code = await accepted(person)
      await withoutOwnAddress(code)
      codes.push(code)
    }
    const all = async () => (await Promise.all(codes.map((code) => rowsOf(code, 'accepted')))).flat()
    const keys = (rows: Row[]) => rows.filter(({ channel }) => channel === 'ZALO').map(({ id }) => id)
    await until(
      async () => heldBy('zalo', keys(await all())),
      (held) => held.length > 0,
      60_000,
    )
    await first.kill('SIGKILL')
    await partners.fault('zalo', { kind: 'none' })
    await passTime(10 * 60_000)
    await startWorker()
    const rows = await until(
      all,
      (found) =>
        keys(found).length === 3 &&
        found.every(({ channel, status }) => channel !== 'ZALO' || ['SENT', 'DELIVERED'].includes(status)),
      60_000,
    )
    const held = await heldBy('zalo', keys(rows))
    expect(held).toHaveLength(3)
    expect(held.every(({ repeats }) => repeats === 0)).toBe(true)
    const letters = rows.filter(({ channel }) => channel === 'EMAIL')
    expect(letters.every(({ status }) => status === 'SENT')).toBe(true)
  }, 180_000)
})

describe('the night', () => {
  it('is left to people; what has no limit comes in the morning', async () => {
    await onTo(23)
    await startWorker()
    const code = await accepted(await reachable('020'))
    await withoutOwnAddress(code)
    const rows = await settledBy(code, 'accepted', (found) => one(found, 'EMAIL')?.status === 'SENT')
    expect(one(rows, 'ZALO')).toMatchObject({ status: 'QUEUED', attempts: 0 })
    await onTo(7)
    await passTime(5 * 60_000)
    await settledBy(code, 'accepted', (found) => ['SENT', 'DELIVERED'].includes(one(found, 'ZALO')?.status ?? ''))
  }, 120_000)
})

describe('a browser', () => {
  it('gets what only it can read, and is forgotten when it is gone', async () => {
    await onTo(10)
    const person = await reachable('030')
    const browser = await partners.control<{ endpoint: string; p256dh: string; auth: string }>('push/subscribe', {})
    await as(person).notice.subscribe(browser)
    await expect(as(person).notice.subscribe({ ...browser, endpoint: 'https://push.example/x' })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    await startWorker()
    const code = await accepted(person)
    await settledBy(code, 'accepted', (rows) => one(rows, 'PUSH')?.status === 'SENT')
    const { messages } = await partners.control<{ messages: { body: string }[] }>(`push/received?dossier=${code}`)
    expect(messages.map(({ body }) => JSON.parse(body))).toContainEqual(
      expect.objectContaining({ title: code, body: `Hồ sơ ${code}: đã được nhận.`, url: `${partners.publicUrl}/my/${code}` }),
    )
    await partners.control('push/unsubscribe', { endpoint: browser.endpoint })
    const next = await accepted(person)
    await settledBy(next, 'accepted', (rows) => one(rows, 'PUSH')?.status === 'FAILED')
    expect(await asOwner(`SELECT 1 FROM "PushSubscription" WHERE "accountId" = $1`, [person.id])).toEqual([])
  }, 120_000)
})

describe('a report', () => {
  it('that is forged, old or of an unknown notice changes nothing', async () => {
    await onTo(10)
    await partners.down()
    const code = await accepted(await reachable('040'))
    const [home] = await asOwner<{ homeAgencyId: string; dossierId: string }>(
      `SELECT "homeAgencyId", id AS "dossierId" FROM "DossierLocator" WHERE code = $1`,
      [code],
    )
    const key = randomUUID()
    await asOwner(
      `INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "eventSeq", template, kind, channel, recipient, status, "createdAt")
       VALUES ($1, $2, $3, 1, 'accepted', 'LEGAL', 'SMS', 'APPLICANT', 'SENT', app_now())`,
      [home?.homeAgencyId, key, home?.dossierId],
    )
    const { env } = await import('#server/env.ts')
    const send = async (secret: string, at: Date, requestId: string, nonce = randomUUID()) => {
      const body = JSON.stringify({ requestId, status: 'DELIVERED' })
      const signature = createHmac('sha256', secret).update(`${at.toISOString()}.${nonce}.${body}`).digest('hex')
      const headers = { 'x-sms-timestamp': at.toISOString(), 'x-sms-nonce': nonce, 'x-sms-signature': signature }
      return (await fetch(`${partners.publicUrl}/api/messages/sms`, { method: 'POST', body, headers })).status
    }
    const status = async () =>
      (await asOwner<{ status: string }>(`SELECT status FROM "Notification" WHERE id = $1`, [key]))[0]?.status
    const now = new Date(Date.now() + offset)
    const secret = env.SMS_SECRET ?? ''
    expect(await send('another secret', now, key)).toBe(401)
    expect(await send(secret, new Date(now.getTime() - HOUR), key)).toBe(401)
    expect(await send(secret, now, randomUUID())).toBe(404)
    expect(await status()).toBe('SENT')
    const nonce = randomUUID()
    expect(await send(secret, now, key, nonce)).toBe(200)
    expect(await send(secret, now, key, nonce)).toBe(200)
    expect(await status()).toBe('DELIVERED')
  }, 60_000)
})
