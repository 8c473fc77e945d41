import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { arrivedBusiness, filedBusiness, processingBusiness, settledFees, throughProcessing } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const outboxOf = async (code: string) =>
  (
    await asOwner<{ target: string; type: string; payload: { code?: number } }>(
      `SELECT o.target, o.type, o.payload FROM "OutboxMessage" o JOIN "DossierLocator" l ON l.id = o."dossierId" WHERE l.code = $1 ORDER BY o."eventSeq", o.target, o."lineSeq"`,
      [code],
    )
  ).map(({ target, type, payload }) => `${target} ${type}${payload.code ? ` ${payload.code}` : ''}`)

describe('the life of a dossier', () => {
  it('goes from filing to the returned result, each step in the history and at the portal', async () => {
    const person = await citizen()
    const { code } = await filedBusiness(person)
    expect(await as(person).dossier.get({ code })).toMatchObject({ shellState: 'awaitingFee', nationalCode: 1 })
    await settledFees(code)
    expect(await as(person).dossier.get({ code })).toMatchObject({ shellState: 'arrived', due: { kind: 'INTAKE' } })
    const desk = await staff('desk')
    await as(desk).desk.accept({ code, requestId: randomUUID(), papers: [] })
    const accepted = await as(person).dossier.get({ code })
    expect(accepted).toMatchObject({ shellState: 'accepted', nationalCode: 2, due: { kind: 'LEGAL' } })
    expect(accepted.due?.at).toMatch(/^20\d\d-/)
    await as(desk).desk.handOver({ code, requestId: randomUUID() })
    await throughProcessing(code)
    expect(await as(person).dossier.get({ code })).toMatchObject({
      shellState: 'resultReady',
      nationalCode: 9,
      decision: 'GRANTED',
    })
    await as(desk).desk.returnResult({ code, requestId: randomUUID(), receiverName: 'Trần Văn Thử', originalsReturned: true })
    const ended = await as(person).dossier.get({ code })
    expect(ended).toMatchObject({ shellState: 'returned', nationalCode: 10, due: { state: 'done' }, actions: [] })
    const portal = (await outboxOf(code)).filter((line) => line.startsWith('PORTAL syncPortal'))
    expect(portal).toEqual([
      'PORTAL syncPortal 1',
      'PORTAL syncPortal 2',
      'PORTAL syncPortal 4',
      'PORTAL syncPortal 9',
      'PORTAL syncPortal 10',
    ])
  })

  it('answers the same command twice with the same words and one event', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const desk = await staff('desk')
    const input = { code, requestId: randomUUID(), papers: [] }
    const [first, second] = await Promise.all([as(desk).desk.accept(input), as(desk).desk.accept(input)])
    expect(second).toEqual(first)
    expect(await as(desk).desk.accept(input)).toEqual(first)
    const events = await asOwner(
      `SELECT 1 FROM "DossierEvent" e JOIN "DossierLocator" l ON l.id = e."dossierId" WHERE l.code = $1 AND e.type = 'ACCEPT'`,
      [code],
    )
    expect(events).toHaveLength(1)
  })

  it('refuses another body under the same request', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const desk = await staff('desk')
    const requestId = randomUUID()
    await as(desk).desk.refuseIntake({
      code,
      requestId,
      reasonCode: 'other',
      reason: 'Người đăng ký đang là chủ hộ kinh doanh khác',
    })
    await expect(
      as(desk).desk.refuseIntake({ code, requestId, reasonCode: 'other', reason: 'Một lý do hoàn toàn khác với lần trước' }),
    ).rejects.toMatchObject({ message: 'REQUEST_ID_REUSED', code: 'CONFLICT' })
  })

  it('lets one of two officers win and tells the other', async () => {
    const { code } = await processingBusiness(await citizen())
    const head = await staff('head')
    const officer = await staff('officer')
    const view = await as(officer).dossier.get({ code })
    const workId = view.work[0]?.workId ?? ''
    const results = await Promise.allSettled([
      as(officer).work.claim({ code, workId, requestId: randomUUID() }),
      as(head).work.suspend({
        code,
        requestId: randomUUID(),
        basis: 'Luật xử lý vi phạm',
        reason: 'Chờ kết luận của cơ quan công an',
      }),
    ])
    const rejected = results.filter((result) => result.status === 'rejected')
    // one after the other both may succeed; at once, the slower one hears that somebody was faster
    for (const { reason } of rejected) expect(reason.message).toMatch(/DOSSIER_CHANGED_MEANWHILE|EVENT_NOT_ALLOWED/)
    expect(results.some((result) => result.status === 'fulfilled')).toBe(true)
  })

  it('refuses what the state does not take, and says what it would', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const desk = await staff('desk')
    await expect(as(desk).desk.handOver({ code, requestId: randomUUID() })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
      code: 'CONFLICT',
    })
  })

  it('does not exist for another citizen, nor for the neighbour commune', async () => {
    const { code } = await arrivedBusiness(await citizen())
    await expect(as(await citizen()).dossier.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await staff('desk', 'xa-b')).dossier.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(
      as(await staff('desk', 'xa-b')).desk.accept({ code, requestId: randomUUID(), papers: [] }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})
