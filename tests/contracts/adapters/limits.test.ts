import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { planReminders, sendReminders } from '#server/jobs/reminders.ts'
import { passDueTimers } from '#server/jobs/timers.ts'
import { closeMailer } from '#server/modules/notification/carriers.ts'
import { resetClock, setClock } from '#tests/builders/clock.ts'
import { arrivedBusiness, processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { startPartners } from './partners.ts'

// Limits on a clock that the test moves, with the real mail server of the simulators. No worker runs: its jobs are called by hand, so that
// "the worker was down" is simply not calling them.

const partners = await startPartners()
afterAll(async () => {
  closeMailer()
  await partners.close()
})

const signal = () => AbortSignal.timeout(30_000)

const timersOf = (code: string) =>
  asOwner<{ timerId: string; kind: string; status: string; dueAt: Date | null }>(
    `SELECT t."timerId", t.kind, t.status, t."dueAt" FROM "Timer" t JOIN "Dossier" d ON d.id = t."dossierId" WHERE d.code = $1 ORDER BY t."timerId"`,
    [code],
  )
const passedOf = async (code: string) =>
  (
    await asOwner<{ kind: string }>(
      `SELECT e.payload ->> 'kind' AS kind FROM "DossierEvent" e JOIN "Dossier" d ON d.id = e."dossierId"
       WHERE d.code = $1 AND e.type = 'LIMIT_PASSED' ORDER BY e.seq`,
      [code],
    )
  ).map(({ kind }) => kind)
const remindersOf = (code: string) =>
  asOwner<{ timerId: string; minutes: number; status: string; remindAt: Date }>(
    `SELECT r."timerId", r.minutes, r.status, r."remindAt" FROM "Reminder" r JOIN "Dossier" d ON d.id = r."dossierId"
     WHERE d.code = $1 ORDER BY r."remindAt", r."timerId"`,
    [code],
  )
const toldOf = async (code: string, template: string) =>
  (
    await asOwner<{ audience: string }>(
      `SELECT o.payload ->> 'audience' AS audience FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId"
       WHERE d.code = $1 AND o.payload ->> 'template' = $2 ORDER BY audience`,
      [code, template],
    )
  ).map(({ audience }) => audience)
async function mailsAbout(code: string): Promise<string[]> {
  const { messages } = await partners.control<{ messages: { subject: string }[] }>('mail/received')
  return messages.map(({ subject }) => subject).filter((subject) => subject.includes(code))
}

beforeAll(() => asOwner(`UPDATE "Setting" SET value = '[480, 120]' WHERE key = 'timer.reminders'`))
afterEach(resetClock)

describe('the limit of intake: eight working hours', () => {
  let code = ''
  beforeAll(async () => {
    await setClock('2026-12-04T15:20')
    code = (await arrivedBusiness(await citizen())).code
  })

  it('passes at the working instant, not a minute before it', async () => {
    const [intake] = (await timersOf(code)).filter(({ kind }) => kind === 'INTAKE')
    // Friday 15:20 and eight working hours: Monday 15:20
    expect(intake?.dueAt?.toISOString().slice(0, 16)).toBe('2026-12-07T08:20')
    await setClock('2026-12-07T15:19')
    await passDueTimers()
    expect(await passedOf(code)).toEqual([])
    await setClock('2026-12-07T15:22')
    await Promise.all([passDueTimers(), passDueTimers()])
    await passDueTimers()
    expect(await passedOf(code)).toEqual(['INTAKE'])
    expect(await toldOf(code, 'intakeLate')).toEqual(['head'])
  })
})

describe('limits over an outage of the worker', () => {
  it('pass once it is back, each once, and escalate to the head', async () => {
    await setClock('2026-12-07T09:00')
    const { code } = await processingBusiness(await citizen())
    expect(
      (await timersOf(code))
        .filter(({ status }) => status === 'RUNNING')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['LEGAL', 'STEP'])
    await setClock('2026-12-21T09:00')
    await passDueTimers()
    await passDueTimers()
    expect((await passedOf(code)).sort()).toEqual(['LEGAL', 'STEP'])
    expect(await toldOf(code, 'stepLate')).toEqual(['head', 'performer'])
    expect(await toldOf(code, 'legalLate')).toEqual(['head'])
  })

  it('never pass for a timer that was cancelled', async () => {
    await setClock('2026-12-07T09:00')
    const { code } = await arrivedBusiness(await citizen())
    await as(await staff('desk')).desk.refuseIntake({
      code,
      requestId: randomUUID(),
      reasonCode: 'other',
      reason: 'Người đăng ký đang là chủ hộ kinh doanh khác',
    })
    await setClock('2026-12-21T09:00')
    await passDueTimers()
    expect(await passedOf(code)).toEqual([])
    expect((await timersOf(code)).every(({ status }) => status === 'CANCELLED')).toBe(true)
  })
})

describe('reminders before limits', () => {
  it('are planned for office hours, sent once, and not for a limit that is shorter than the distance', async () => {
    await setClock('2026-12-07T09:00')
    const { code } = await processingBusiness(await citizen())
    await planReminders()
    expect(await planReminders()).toBe(0)
    const planned = await remindersOf(code)
    const legal = planned.filter(({ timerId }) => timerId.startsWith('LEGAL'))
    // three working days from Monday 09:00: Thursday 09:00; a day before, and two working hours before
    expect(legal.map(({ minutes, remindAt, status }) => [minutes, remindAt.toISOString().slice(0, 16), status])).toEqual([
      [480, '2026-12-09T02:00', 'WAITING'],
      [120, '2026-12-10T00:00', 'WAITING'],
    ])
    expect(await sendReminders(signal())).toMatchObject({ sent: 0 })
    await setClock('2026-12-09T09:01')
    await sendReminders(signal())
    // as if it had been killed between the letter and its mark
    await asOwner(`UPDATE "Reminder" SET status = 'WAITING' WHERE status = 'SENT'`)
    await sendReminders(signal())
    const mails = (await mailsAbout(code)).filter((subject) => subject.startsWith('Sắp đến hạn trả kết quả'))
    const performers = await asOwner<{ recipient: string }>(
      `SELECT recipient FROM "Notification" n JOIN "Dossier" d ON d.id = n."dossierId" WHERE d.code = $1 AND n.template LIKE 'limitNear/LEGAL%'`,
      [code],
    )
    expect(performers.length).toBeGreaterThan(0)
    expect(new Set(performers.map(({ recipient }) => recipient)).size).toBe(performers.length)
    expect(mails).toHaveLength(performers.length)
  })

  it('say nothing about a limit that has passed or moved meanwhile', async () => {
    await setClock('2026-12-07T09:00')
    const { code } = await processingBusiness(await citizen())
    await planReminders()
    await setClock('2026-12-21T09:00')
    await sendReminders(signal())
    expect((await remindersOf(code)).some(({ status }) => status === 'SENT')).toBe(false)
    expect((await mailsAbout(code)).filter((subject) => subject.startsWith('Sắp'))).toEqual([])
  })

  it('are kept by setting', async () => {
    await asOwner(`UPDATE "Setting" SET value = '[]' WHERE key = 'timer.reminders'`)
    await new Promise((done) => setTimeout(done, 5_100))
    await setClock('2026-12-07T09:00')
    const { code } = await processingBusiness(await citizen())
    await planReminders()
    expect(await remindersOf(code)).toEqual([])
  })
})
