import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CitizenActor, StaffActor } from '#server/modules/account/actor.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { actionsOf, done, faultsAt, REASON, running, to, view } from '#tests/builders/lives.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step } from '#tests/builders/procedures.ts'
import { sendFile } from '#tests/builders/uploads.ts'

const taxed = () =>
  procedure({
    start: 'tax',
    steps: [
      step('tax', 'financialObligation', JUSTICE, [on('paid', 'sign'), on('exempt', 'sign', { noObligation: true })], {
        limit: null,
      }),
      ...ending,
    ],
  })
const notice = {
  noticeNumber: 'TB-118/2026',
  agencyVi: 'Thuế cơ sở 1 thành phố Hải Phòng',
  items: [
    { nameVi: 'Lệ phí trước bạ', amountVnd: 5_000_000 },
    { nameVi: 'Thuế thu nhập cá nhân', amountVnd: 20_000_000 },
  ],
  amountVnd: 25_000_000,
  dueOn: '2026-12-30',
}

const upload = async (actor: CitizenActor | StaffActor, code: string, attachTo: string, subjectId: string) =>
  (await sendFile(as(actor), { dossierCode: code, attachTo, subjectId }, pdf(CATALOG))).id

describe('a financial obligation', () => {
  it('makes the dossier wait for the applicant, who shows that it was met', async () => {
    const { code, person } = await running(taxed())
    const officer = await staff('officer')
    const requestId = randomUUID()
    await expect(done(officer, code, 'paid')).rejects.toThrow()
    const noticeFile = await upload(officer, code, 'notice', requestId)
    await as(officer).work.requireObligation({ code, requestId, ...notice, fileIds: [noticeFile] })

    const waiting = await view(person, code)
    expect(waiting).toMatchObject({
      shellState: 'awaitingObligation',
      nationalCode: 6,
      due: { state: 'paused' },
      obligations: [
        { id: requestId, status: 'OPEN', noticeNumber: 'TB-118/2026', amountVnd: 25_000_000, noticeFiles: [{ id: noticeFile }] },
      ],
    })
    expect((await as(person).dossier.mine({})).items[0]).toMatchObject({ code, waitsForMe: 'OBLIGATION' })
    expect(await actionsOf(person, code)).toContain('proveObligation')
    await expect(upload(await citizen(), code, 'proof', requestId)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(
      as(person).dossier.proveObligation({ ...to(code), obligationId: requestId, fileIds: [noticeFile] }),
    ).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })

    const proof = await upload(person, code, 'proof', requestId)
    await as(person).dossier.proveObligation({
      ...to(code),
      obligationId: requestId,
      note: 'Đã nộp ngày hôm qua',
      fileIds: [proof],
    })
    const after = await view(officer, code)
    expect(after).toMatchObject({
      nationalCode: 4,
      obligations: [{ status: 'SETTLED', proofNote: 'Đã nộp ngày hôm qua', proofFiles: [{ id: proof }] }],
    })
    expect((await as(officer).file.open({ id: proof })).size).toBeGreaterThan(0)
    await done(officer, code, 'paid')
    expect(await faultsAt(code)).toEqual([])
  })

  it('may be recorded by the desk, and by the officer whom the tax office told', async () => {
    for (const by of ['desk', 'officer'] as const) {
      const { code } = await running(taxed())
      const [officer, desk] = [await staff('officer'), await staff('desk')]
      const requestId = randomUUID()
      await as(officer).work.requireObligation({ code, requestId, ...notice, fileIds: [] })
      const told = { ...to(code), obligationId: requestId, note: 'Cơ quan thuế xác nhận đã nộp đủ', fileIds: [] }
      if (by === 'desk') await as(desk).desk.proveObligation(told)
      else await as(officer).work.settleObligation(told)
      await done(officer, code, 'paid')
      expect(await faultsAt(code)).toEqual([])
    }
  })

  it('is refused when its sum is not the sum of its items, and skipped by who owes nothing', async () => {
    const { code } = await running(taxed())
    const officer = await staff('officer')
    await expect(as(officer).work.requireObligation({ ...to(code), ...notice, amountVnd: 1 })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    await done(officer, code, 'exempt', { reason: REASON })
  })
})
