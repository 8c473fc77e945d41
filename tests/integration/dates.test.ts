import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { resetClock, setClock } from '#tests/builders/clock.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

afterAll(resetClock)

const minute = (instant: string | null | undefined) =>
  instant ? new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16) : null

it('a pause moves the legal date by its working time, keeps the step apart, and stands in the explanation', async () => {
  const person = await citizen()
  const officer = await staff('officer')
  await setClock('2026-12-07T09:00')
  const { code } = await processingBusiness(person)
  const due = async () => (await as(person).dossier.get({ code })).due
  // three working days from Monday 09:00
  expect(minute((await due())?.at)).toBe('2026-12-10T09:00')
  const stepDue = async () =>
    (
      await asOwner<{ dueAt: Date | null }>(
        `SELECT w."dueAt" FROM "WorkItem" w JOIN "Dossier" d ON d.id = w."dossierId" WHERE d.code = $1 AND w."closedAt" IS NULL`,
        [code],
      )
    )[0]?.dueAt?.toISOString()
  const stepBefore = await stepDue()
  expect(minute(stepBefore)).toBe('2026-12-08T09:00')

  await setClock('2026-12-08T10:00')
  const items = [{ paperCode: null, fieldId: 'businessName', note: 'Chọn tên khác' }]
  await as(officer).work.requestSupplement({ code, requestId: randomUUID(), items, reason: 'Tên trùng với hộ đã đăng ký' })
  expect(await due()).toMatchObject({ at: null, state: 'paused', kind: 'LEGAL' })
  const supplementId = (
    await asOwner<{ id: string }>(
      `SELECT s.id FROM "SupplementRequest" s JOIN "Dossier" d ON d.id = s."dossierId" WHERE d.code = $1`,
      [code],
    )
  )[0]?.id

  await setClock('2026-12-09T10:00')
  await as(officer).work.cancelSupplement({ code, requestId: randomUUID(), supplementId: supplementId ?? '' })
  const after = await due()
  expect([minute(after?.at), minute(after?.legalAt), minute(after?.promisedAt)]).toEqual(Array(3).fill('2026-12-11T09:00'))
  // a working day, less the moments that the test itself takes
  const paused = after?.lines.flatMap((line) => (line.kind === 'pause' ? [line.minutes] : []))
  expect([[479], [480]]).toContainEqual(paused)
  expect(after?.lines.at(-1)).toEqual({ kind: 'result', at: after?.at })
  // the step's own day was over before the pause began: that date stays
  expect(await stepDue()).toBe(stepBefore)
  expect((await as(person).dossier.get({ code })).timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['REQUEST_SUPPLEMENT', 'CANCEL_SUPPLEMENT']),
  )
})
