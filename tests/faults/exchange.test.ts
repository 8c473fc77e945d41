import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { filedBusiness, processingBusiness, throughProcessing } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import {
  deliveredAll,
  type Held,
  moveClock,
  outboxOf,
  REPORT_SERVICE,
  type RunningWorker,
  startPartners,
  until,
} from '#tests/contracts/adapters/partners.ts'

const partners = await startPartners()
const workers: RunningWorker[] = []
const startWorker = async () => {
  const worker = await partners.startWorker()
  workers.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await partners.up()
  await partners.fault('portal', { kind: 'none' })
})
afterAll(() => partners.close())

let offset = 0
/** Always forward: time does not run back under a dossier. */
const passTime = async (ms: number) => {
  offset += ms
  await moveClock(offset)
}
const HOUR = 3_600_000
const held = async (code: string) => (await partners.control<Held>(`portal/received?dossier=${code}`)).dossier
const portalLines = async (code: string) => (await outboxOf(code)).filter(({ target }) => target === 'PORTAL')
const statuses = async (code: string) => (await held(code))?.history.map(({ status }) => status)

async function returned(): Promise<string> {
  const { code } = await processingBusiness(await citizen())
  await throughProcessing(code)
  await until(
    () => outboxOf(code),
    (lines) => lines.some(({ target, status }) => target === 'RESULT' && status === 'DELIVERED'),
  )
  await as(await staff('desk')).desk.returnResult({
    code,
    requestId: randomUUID(),
    receiverName: 'Trần Văn Thử',
    originalsReturned: true,
  })
  return code
}

/** The portal has applied the report and never answers; everything else is done, so that no other lease is taken just now. */
async function reportIsInTheAir(code: string): Promise<void> {
  await until(
    () => held(code),
    (dossier) => dossier?.applied === 1,
  )
  await until(
    () => outboxOf(code),
    (lines) => lines.every(({ target, status }) => target === 'PORTAL' || status === 'DELIVERED'),
  )
}

describe('a portal that is away for two days', () => {
  it('stops nobody, and then hears everything, once and in order', async () => {
    await startWorker()
    await partners.down()
    const codes = [await returned(), await returned(), (await filedBusiness(await citizen())).code]
    await until(
      () => Promise.all(codes.map(portalLines)),
      (lines) => lines.every(([head]) => head?.status === 'WAITING' && head.attempts > 0),
    )
    await passTime(48 * HOUR)
    for (const code of codes) expect((await portalLines(code)).every(({ status }) => status === 'WAITING')).toBe(true)
    await partners.up()
    await Promise.all(codes.map((code) => deliveredAll(code, 60_000)))
    expect(await statuses(codes[0] ?? '')).toEqual(['1', '2', '4', '9', '10'])
    expect(await statuses(codes[1] ?? '')).toEqual(['1', '2', '4', '9', '10'])
    expect(await statuses(codes[2] ?? '')).toEqual(['1'])
    for (const code of codes) {
      const dossier = await held(code)
      expect(dossier?.deliveries).toBe(dossier?.applied)
    }
  }, 180_000)
})

describe('a portal that answers badly', () => {
  it('is asked before anything is sent again, so that it sees each report once', async () => {
    await startWorker()
    await partners.fault('portal', { kind: 'timeoutAfterApply', count: 1, only: REPORT_SERVICE })
    const { code } = await filedBusiness(await citizen())
    await deliveredAll(code, 60_000)
    expect(await held(code)).toMatchObject({ status: '1', applied: 1, deliveries: 1 })
    expect((await portalLines(code)).map(({ attempts }) => attempts)).toEqual([2])
  }, 120_000)

  it('gets everything in order through errors, rubbish and cut answers, while letters go out', async () => {
    await startWorker()
    for (const kind of ['http500', 'garbage', 'truncated', 'errorBody', 'down']) {
      await partners.fault('portal', { kind, count: 1 })
      const { code } = await filedBusiness(await citizen())
      await until(
        () => outboxOf(code),
        (lines) => lines.every(({ target, status }) => target === 'PORTAL' || status === 'DELIVERED'),
      )
      await passTime(10 * 60_000)
      await deliveredAll(code, 60_000)
      expect(await held(code)).toMatchObject({ status: '1', applied: 1 })
    }
  }, 240_000)
})

describe('a list of reports', () => {
  const attempts = async (code: string) => (await portalLines(code)).map((line) => line.attempts)

  it('whose answer is lost is asked about one by one, and nothing is told twice', async () => {
    const codes = [(await filedBusiness(await citizen())).code, (await filedBusiness(await citizen())).code]
    await partners.fault('portal', { kind: 'timeoutAfterApply', count: 1, only: REPORT_SERVICE })
    await startWorker()
    for (const code of codes) {
      await deliveredAll(code, 60_000)
      expect(await held(code)).toMatchObject({ status: '1', applied: 1, deliveries: 1 })
      expect(await attempts(code)).toEqual([2])
    }
  }, 120_000)

  it('with one that is refused is sent apart: that one waits for a person, the others arrive', async () => {
    const codes: string[] = []
    for (let n = 0; n < 3; n += 1) codes.push((await filedBusiness(await citizen())).code)
    const [first = '', refused = '', last = ''] = codes
    await asOwner(
      `UPDATE "OutboxMessage" o SET payload = o.payload || '{"code": 3}' FROM "DossierLocator" l
       WHERE l.id = o."dossierId" AND l.code = $1 AND o.target = 'PORTAL'`,
      [refused],
    )
    await startWorker()
    for (const code of [first, last]) {
      await deliveredAll(code)
      expect(await held(code)).toMatchObject({ status: '1', applied: 1, deliveries: 1 })
      expect(await attempts(code)).toEqual([2])
    }
    await until(
      () => portalLines(refused),
      (lines) => lines.some(({ status }) => status === 'PARKED'),
    )
    expect(await held(refused)).toBeNull()
  }, 120_000)
})

describe('a worker that is killed', () => {
  it('in the middle of a report leaves nothing lost and nothing doubled', async () => {
    const first = await startWorker()
    await partners.fault('portal', { kind: 'timeoutAfterApply', count: 1, only: REPORT_SERVICE })
    const { code } = await filedBusiness(await citizen())
    await reportIsInTheAir(code)
    await first.kill('SIGKILL')
    expect(await portalLines(code)).toMatchObject([{ status: 'WAITING', attempts: 1 }])
    await passTime(10 * 60_000)
    await startWorker()
    await deliveredAll(code, 60_000)
    expect(await held(code)).toMatchObject({ applied: 1, deliveries: 1 })
    const letters = await asOwner<{ status: string }>(
      `SELECT n.status FROM "Notification" n JOIN "DossierLocator" l ON l.id = n."dossierId" WHERE l.code = $1 AND n.channel = 'EMAIL'`,
      [code],
    )
    expect(letters.every(({ status }) => status === 'SENT')).toBe(true)
  }, 120_000)

  it('or slept past its lease, has no say any more', async () => {
    const sleeper = await startWorker()
    await partners.fault('portal', { kind: 'timeoutAfterApply', count: 1, only: REPORT_SERVICE })
    const { code } = await filedBusiness(await citizen())
    await reportIsInTheAir(code)
    sleeper.process.kill('SIGSTOP')
    await passTime(10 * 60_000)
    await startWorker()
    await deliveredAll(code, 60_000)
    sleeper.process.kill('SIGCONT')
    expect(await sleeper.kill('SIGTERM')).toBe(0)
    expect(await portalLines(code)).toMatchObject([{ status: 'DELIVERED', attempts: 2 }])
    expect(await held(code)).toMatchObject({ applied: 1, deliveries: 1 })
  }, 120_000)
})

describe('a message that is refused for ever', () => {
  it('stops its own line only, is shown with its reason, and goes on when a person sends it again', async () => {
    const { code } = await processingBusiness(await citizen())
    const setCode = (national: number) =>
      asOwner(
        `UPDATE "OutboxMessage" o SET payload = o.payload || jsonb_build_object('code', $2::int) FROM "DossierLocator" l
         WHERE l.id = o."dossierId" AND l.code = $1 AND o.target = 'PORTAL' AND o."lineSeq" = 1`,
        [code, national],
      )
    // as a message that the portal will never take
    await setCode(3)
    await startWorker()
    const other = await filedBusiness(await citizen())
    await deliveredAll(other.code)
    const lines = await until(
      () => outboxOf(code),
      (seen) => seen.some(({ status }) => status === 'PARKED'),
    )
    expect(lines.filter(({ target }) => target === 'PORTAL').map(({ status }) => status)[0]).toBe('PARKED')
    await until(
      () => outboxOf(code),
      (seen) => seen.every(({ target, status }) => target === 'PORTAL' || status === 'DELIVERED'),
    )

    const operator = await staff('operator')
    const { parked } = await as(operator).exchange.overview()
    expect(parked.find(({ dossierCode }) => dossierCode === code)).toMatchObject({
      target: 'PORTAL',
      lineSeq: 1,
      lastError: expect.stringContaining('30'),
    })
    await expect(as(await staff('desk')).exchange.overview()).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await setCode(1)
    const replay = { dossierCode: code, target: 'PORTAL' as const, lineSeq: 1 }
    await as(operator).exchange.replay(replay)
    await deliveredAll(code)
    expect(await statuses(code)).toEqual(['1', '2', '4'])
    await expect(as(operator).exchange.replay(replay)).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    const { items } = await as(operator).exchange.log({})
    expect(items.some(({ dossierCode, outcome }) => dossierCode === code && outcome === 'REFUSED')).toBe(true)
  }, 120_000)
})

describe('time that passes', () => {
  it('is noticed once, however many workers look', async () => {
    const { code } = await filedBusiness(await citizen())
    const timers = await asOwner<{ timerId: string; kind: string }>(
      `SELECT t."timerId", t.kind FROM "Timer" t JOIN "DossierLocator" l ON l.id = t."dossierId" WHERE l.code = $1 AND t.status = 'RUNNING' AND t."dueAt" IS NOT NULL`,
      [code],
    )
    expect(timers.length).toBeGreaterThan(0)
    await Promise.all([startWorker(), startWorker()])
    await passTime(60 * 24 * HOUR)
    const passed = () =>
      asOwner<{ timerId: string }>(
        `SELECT e.payload ->> 'timerId' AS "timerId" FROM "DossierEvent" e JOIN "DossierLocator" l ON l.id = e."dossierId" WHERE l.code = $1 AND e.type = 'LIMIT_PASSED'`,
        [code],
      )
    await until(passed, (events) => events.length > 0)
    expect((await passed()).map(({ timerId }) => timerId)).toEqual([...new Set((await passed()).map(({ timerId }) => timerId))])
  }, 120_000)
})
