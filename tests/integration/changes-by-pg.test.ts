import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { db } from '#server/db.ts'
import { findStoredDossier } from '#server/modules/dossier/dossier.repository.ts'
import { assignWork, completeStep } from '#server/modules/dossier/work-commands.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen, staff } from '#tests/builders/people.ts'

// A change is written by `pg` and read by Prisma nearly everywhere else: both have to mean the same by every type.

it('Prisma reads what a change wrote: instants, days, numbers, lists, JSON, nothing at all and every letter', async () => {
  const person = await citizen()
  const { code, draftId: id } = await processingBusiness(person)
  const [officer, leader] = [await staff('officer'), await staff('leader')]
  await completeStep(officer, { code, workId: 'check#1', outcome: 'eligible', requestId: randomUUID(), data: {}, checks: [] })
  await completeStep(officer, {
    ...{ code, workId: 'tax-code#1', outcome: 'codeIssued', requestId: randomUUID(), checks: [] },
    data: { taxCode: '0201234567' },
  })
  await completeStep(officer, { code, workId: 'draft#1', outcome: 'forward', requestId: randomUUID(), data: {}, checks: [] })
  // both ways of writing a Vietnamese letter, quotes, a backslash, a line, a picture beyond the first plane
  const reason = 'Trả lại: “tên hộ” chưa khớp, xem C:\\giấy tờ\nế và e\u0302\u0301 🏠 𠀋 $1 %s \u2028'
  await completeStep(leader, {
    code,
    workId: 'sign#1',
    outcome: 'sendBack',
    requestId: randomUUID(),
    data: {},
    checks: [],
    reason,
  })

  const stored = await findStoredDossier(code, null)
  const key = { homeAgencyId: 'xa-a', dossierId: id }
  const dossier = await db.dossier.findUniqueOrThrow({ where: { homeAgencyId_id: { homeAgencyId: 'xa-a', id } } })
  expect(dossier).toMatchObject({
    code,
    foreignCode: null,
    decision: null,
    endedAt: null,
    revision: stored?.revision,
    lastSeq: stored?.lastSeq,
    lastHash: stored?.lastHash,
    lastLines: stored?.lastLines,
    currentSteps: ['check'],
    state: stored?.state,
  })
  expect(dossier.openedMonth.toISOString()).toBe(`${stored?.openedMonth}T00:00:00.000Z`)
  const events = await db.dossierEvent.findMany({ where: key, orderBy: { seq: 'asc' } })
  expect(dossier.updatedAt).toEqual(events.at(-1)?.at)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1))
  const sealed = await db.eventSealed.findUniqueOrThrow({
    where: { homeAgencyId_key: { homeAgencyId: 'xa-a', key: `${id}:${events.length}` } },
  })
  expect(sealed.body).toEqual({ reason })
  expect(sealed.salt).toHaveLength(16)
  expect(await db.timer.findMany({ where: key })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ dueAt: expect.any(Date), status: 'RUNNING' }),
      expect.objectContaining({ dueAt: null, status: 'CANCELLED' }),
    ]),
  )
  const form = await db.formData.findFirstOrThrow({ where: { ...key, id: 'step-tax-code#1' } })
  expect(form.json).toMatchObject({ answers: { taxCode: '0201234567' } })
  const fee = await db.feeDue.findFirstOrThrow({ where: key })
  expect([typeof fee.amountVnd, fee.settledAt instanceof Date]).toEqual(['number', true])
  const [line] = await db.outboxMessage.findMany({ where: { ...key, target: 'PORTAL' }, orderBy: { lineSeq: 'desc' }, take: 1 })
  expect(line).toMatchObject({ lineSeq: stored?.lastLines?.PORTAL, leaseToken: 0n, deliveredAt: null, attempts: 0 })
  expect(await db.command.count({ where: key })).toBe(new Set(events.map(({ requestId }) => requestId)).size)
})

it('what the database cannot hold is refused by it as a whole, and the connection goes on', async () => {
  const { code } = await processingBusiness(await citizen())
  const before = await findStoredDossier(code, null)
  const officer = await staff('officer')
  const given = { code, workId: 'check#1', outcome: 'proposeRefuse', data: {}, checks: [] }
  // endpoints refuse such a sign before it comes so far
  const refused = completeStep(officer, { ...given, requestId: randomUUID(), reason: 'Lý do có dấu \u0000 không in được' })
  await expect(refused).rejects.toMatchObject({ code: '22P05' })
  expect(await findStoredDossier(code, null)).toEqual({ ...before, now: expect.any(Date) })
  await completeStep(officer, { ...given, requestId: randomUUID(), reason: 'Lý do không có dấu lạ' })
  expect((await findStoredDossier(code, null))?.revision).toBe((before?.revision ?? 0) + 1)
})

it('counts the lines of a dossier that an older version left uncounted', async () => {
  const { code, draftId } = await processingBusiness(await citizen())
  const counted = (await findStoredDossier(code, null))?.lastLines
  await asOwner(`UPDATE "Dossier" SET "lastLines" = NULL WHERE id = $1`, [draftId])
  const [leader, officer] = [await staff('leader'), await staff('officer')]
  await assignWork(leader, { code, workId: 'check#1', accountId: officer.id, requestId: randomUUID() })
  await completeStep(officer, { code, workId: 'check#1', outcome: 'eligible', requestId: randomUUID(), data: {}, checks: [] })
  const after = (await findStoredDossier(code, null))?.lastLines ?? {}
  const lines = await asOwner<{ target: string; n: number; last: number }>(
    `SELECT target, count(*)::int AS n, max("lineSeq") AS last FROM "OutboxMessage" WHERE "dossierId" = $1 GROUP BY target`,
    [draftId],
  )
  expect(Object.fromEntries(lines.map(({ target, n }) => [target, n]))).toEqual(after)
  expect(Object.fromEntries(lines.map(({ target, last }) => [target, last]))).toEqual(after)
  expect(after.PORTAL).toBeGreaterThan(counted?.PORTAL ?? 0)
})
