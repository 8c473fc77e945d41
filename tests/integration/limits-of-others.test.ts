import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { planReminders } from '#server/jobs/reminders.ts'
import { passDueTimers } from '#server/jobs/timers.ts'
import { resetClock, setClock } from '#tests/builders/clock.ts'
import { settledFees } from '#tests/builders/dossiers.ts'
import { faultsAt, filed, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step, workingDays } from '#tests/builders/procedures.ts'

// Limits of whoever is waited for: the applicant (fee, supplement), those who are asked, and a step in which silence is an answer. Intake, step and
// legal limits with their letters: tests/contracts/adapters/limits.test.ts. The worker is down when nobody calls its job.

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
const remindedOf = async (code: string) =>
  (
    await asOwner<{ minutes: number }>(
      `SELECT r.minutes FROM "Reminder" r JOIN "Dossier" d ON d.id = r."dossierId" WHERE d.code = $1 AND r.status = 'WAITING' ORDER BY r.minutes`,
      [code],
    )
  ).map(({ minutes }) => minutes)

const fee = {
  code: 'le-phi',
  kindOfMoney: 'LE_PHI',
  nameVi: 'Lệ phí',
  basis: 'thiết kế',
  rule: { type: 'fixed', amountVnd: 25_000 },
  when: 'beforeIntake',
  payOnline: true,
  exemptions: [],
  verified: false,
}
const withFee = () => procedure({ fees: [fee], feeLimit: workingDays(2) })
const answers = [{ id: 'agree', labelVi: 'Đồng ý', counts: 'for' }]
const fixed = [{ id: 'police', nameVi: 'Công an phường', performer: { role: 'officer', unitKind: 'police' } }]
const asking = () =>
  procedure({
    start: 'consult',
    steps: [
      step('consult', 'consult', JUSTICE, [on('enough', 'sign')], {
        limit: null,
        members: { limit: workingDays(2), silence: 'consents', join: { type: 'all' }, answers, fixed },
      }),
      ...ending,
    ],
  })
const silent = () =>
  procedure({
    steps: [
      step('check', 'review', JUSTICE, [on('eligible', 'sign')], {
        limit: workingDays(2),
        whenLate: 'consent',
        lateOutcome: 'eligible',
      }),
      ...ending,
    ],
  })
const items = [{ paperCode: null, fieldId: 'matter', note: 'Viết rõ hơn' }]
async function supplementAsked() {
  const found = await running(
    procedure({ supplement: { max: 1, limit: workingDays(2), afterLimit: 'stop', clock: 'resume', basis: 'thiết kế' } }),
  )
  await as(await staff('officer')).work.requestSupplement({ ...to(found.code), items, reason: REASON })
  return found
}
const supplementIdOf = async (code: string) =>
  (
    await asOwner<{ id: string }>(
      `SELECT s.id FROM "SupplementRequest" s JOIN "Dossier" d ON d.id = s."dossierId" WHERE d.code = $1`,
      [code],
    )
  )[0]?.id ?? ''
const stateOf = async (code: string) =>
  (await asOwner<{ at: string }>(`SELECT "shellState" AS at FROM "Dossier" WHERE code = $1`, [code]))[0]?.at

interface Case {
  kind: string
  begin: () => Promise<{ code: string }>
  /** What keeps the limit from passing. */
  settle: (code: string) => Promise<unknown>
  /** Where the dossier stands when it has passed. */
  after: string
}
const cases: Case[] = [
  { kind: 'FEE', begin: () => filed(withFee()), settle: (code) => settledFees(code), after: 'refused' },
  {
    kind: 'SUPPLEMENT',
    begin: supplementAsked,
    settle: async (code) =>
      as(await staff('officer')).work.cancelSupplement({ ...to(code), supplementId: await supplementIdOf(code) }),
    after: 'stopped',
  },
  {
    kind: 'OPINION',
    begin: () => running(asking()),
    settle: async (code) => {
      const police = await staff('officer', 'ca-a')
      const asked = (await view(police, code)).actions.find(({ action }) => action === 'giveOpinion')
      await as(police).work.giveOpinion({
        ...to(code),
        workId: asked?.workId ?? '',
        member: asked?.member ?? '',
        answer: 'agree',
        text: 'Chúng tôi đã xem hồ sơ và trả lời như trên.',
      })
    },
    after: 'processing',
  },
  {
    kind: 'STEP',
    begin: () => running(silent()),
    settle: async (code) =>
      as(await staff('officer')).work.completeStep({
        ...to(code),
        workId: await workOf(await staff('officer'), code),
        outcome: 'eligible',
        data: {},
      }),
    after: 'processing',
  },
]

beforeAll(() => asOwner(`UPDATE "Setting" SET value = '[480, 120]' WHERE key = 'timer.reminders'`))
afterEach(resetClock)

describe.each(cases)('the limit of $kind: two working days', ({ kind, begin, settle, after }) => {
  it('passes at the working instant, once, also when the worker was down and two come back at once', async () => {
    // Thursday 15:20, so Monday 15:20
    await setClock('2026-12-10T15:20')
    const { code } = await begin()
    const [timer] = (await timersOf(code)).filter((each) => each.kind === kind)
    expect([timer?.status, timer?.dueAt?.toISOString().slice(0, 16)]).toEqual(['RUNNING', '2026-12-14T08:20'])
    await setClock('2026-12-14T15:19')
    await passDueTimers()
    expect(await passedOf(code)).toEqual([])
    await setClock('2026-12-15T09:00')
    await Promise.all([passDueTimers(), passDueTimers()])
    await passDueTimers()
    expect((await passedOf(code)).filter((each) => each === kind)).toEqual([kind])
    expect(await stateOf(code)).toBe(after)
    expect(await faultsAt(code)).toEqual([])
  })

  it('is reminded of before, and never passes once it is cancelled', async () => {
    await setClock('2026-12-10T15:20')
    const { code } = await begin()
    await planReminders()
    expect(await remindedOf(code)).toEqual(expect.arrayContaining([120, 480]))
    const timerId = (await timersOf(code)).find((each) => each.kind === kind)?.timerId
    await settle(code)
    expect((await timersOf(code)).find((each) => each.timerId === timerId)?.status).toBe('CANCELLED')
    await setClock('2026-12-15T09:00')
    await passDueTimers()
    const passed = await asOwner(
      `SELECT 1 FROM "DossierEvent" e JOIN "Dossier" d ON d.id = e."dossierId"
       WHERE d.code = $1 AND e.type = 'LIMIT_PASSED' AND e.payload ->> 'timerId' = $2`,
      [code, timerId],
    )
    expect(passed).toEqual([])
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('while a withdrawal is looked at', () => {
  it.each([
    ['a step that ends in silence', silent, 'STEP'],
    ['an opinion whose silence is consent', asking, 'OPINION'],
  ])('the limit of %s waits, and takes effect when the withdrawal is declined', async (_, made, kind) => {
    await setClock('2026-12-10T15:20')
    const { code, person } = await running(made())
    await as(person).dossier.requestWithdrawal({ ...to(code), reason: REASON })
    await setClock('2026-12-15T09:00')
    await passDueTimers()
    await passDueTimers()
    expect(await passedOf(code)).not.toContain(kind)
    expect((await timersOf(code)).find((each) => each.kind === kind)?.status).toBe('RUNNING')
    const officer = await staff('officer')
    await as(officer).work.denyWithdrawal({ code, requestId: randomUUID(), reason: REASON })
    // at once, not after the rest that a timer takes which could not pass
    await passDueTimers()
    expect((await passedOf(code)).filter((each) => each === kind)).toEqual([kind])
    expect(await faultsAt(code)).toEqual([])
  })
})
