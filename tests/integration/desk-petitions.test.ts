import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { voiceFaults } from '#server/modules/petition/check-petitions.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

const said = (about: Record<string, unknown> = {}) => ({
  requestId: randomUUID(),
  kind: 'REPORT' as const,
  category: 'delay' as const,
  agencyId: 'xa-a',
  title: 'Hẹn ba lần chưa có giấy',
  words: 'Bà cụ kể đã đến ba lần, lần nào cũng được hẹn tuần sau, đến nay vẫn chưa có giấy.',
  personName: 'Đỗ Thị Tám',
  personPhone: '0912 345 678',
  answerWay: 'CALL' as const,
  ...about,
})
const act = (code: string) => ({ code, requestId: randomUUID() })
const answer = 'Giấy của bà đã ký sáng nay, cán bộ mang đến tận nhà chiều thứ Sáu.'
const noticesOf = (code: string) =>
  asOwner<{ template: string; channel: string; status: string; recipient: string; due: boolean }>(
    `SELECT n.template, n.channel, n.status, n.recipient, n."undeliverableAt" IS NOT NULL AS due FROM "Notification" n JOIN "Petition" p ON p.id = n."petitionId"
     WHERE p.code = $1 AND n.recipient = 'PERSON' ORDER BY n."eventSeq"`,
    [code],
  )
async function faults() {
  const found: string[] = []
  for await (const { what } of voiceFaults()) found.push(what)
  return found
}

describe('a petition of somebody without an account', () => {
  it('is written down once at the desk, followed by code and secret, and its answer is told by telephone', async () => {
    const [deskActor, directorActor] = [await staff('desk'), await staff('director')]
    const [desk, director] = [as(deskActor), as(directorActor)]
    const input = said()
    const { code } = await desk.petition.enter(input)
    expect((await desk.petition.enter(input)).code).toBe(code)
    await expect(desk.petition.enter({ ...input, personName: 'Người Khác' })).rejects.toMatchObject({
      message: 'REQUEST_ID_REUSED',
    })
    const slip = await desk.petition.slip({ code })
    expect(slip).toMatchObject({ code, personName: 'Đỗ Thị Tám', answerWay: 'CALL' })
    expect(await desk.petition.get({ code })).toMatchObject({
      from: { name: 'Đỗ Thị Tám', phone: '0912345678' },
      acts: [],
      desk: { isSlipMine: true },
    })
    await expect(director.petition.slip({ code })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('desk', 'xa-b')).petition.slip({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await citizen()).petition.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })

    const held = { code, secret: slip.secret }
    expect(await nobody().petition.track(held)).toMatchObject({ state: 'received', answer: null })
    expect(await noticesOf(code)).toEqual([])
    await director.petition.take(act(code))
    await director.petition.answer({ ...act(code), answer })
    const tracked = await nobody().petition.track(held)
    expect(tracked).toMatchObject({ state: 'answered', answer })
    expect(JSON.stringify(tracked)).not.toMatch(/Tám|0912|Hẹn ba lần|Bà cụ/)
    expect(await noticesOf(code)).toEqual([
      { template: 'petitionAnswered', channel: 'CALL', status: 'NO_ADDRESS', recipient: 'PERSON', due: true },
    ])
    const { items } = await desk.notice.undeliverable({})
    const call = items.find((item) => item.code === code)
    expect(call).toMatchObject({ todo: 'CALL', name: 'Đỗ Thị Tám', phone: '0912345678' })
    await desk.notice.handle({ id: call?.id ?? '', how: 'CALLED' })
    expect((await desk.notice.undeliverable({})).items.some((item) => item.code === code)).toBe(false)
    expect(await faults()).toEqual([])
  })

  it('is told by message or letter when that was asked for', async () => {
    const [desk, director] = [as(await staff('desk')), as(await staff('director'))]
    const bySms = (await desk.petition.enter(said({ answerWay: 'SMS' }))).code
    const byMail = (await desk.petition.enter(said({ answerWay: 'EMAIL', personPhone: '', personEmail: 'tam@cong-dan.demo' })))
      .code
    for (const code of [bySms, byMail]) {
      await director.petition.take(act(code))
      await director.petition.answer({ ...act(code), answer })
    }
    expect((await noticesOf(bySms)).map(({ template, channel }) => `${template}/${channel}`)).toEqual([
      'petitionSent/SMS',
      'petitionTaken/SMS',
      'petitionAnswered/SMS',
    ])
    expect((await noticesOf(byMail)).every(({ channel }) => channel === 'EMAIL')).toBe(true)
  })

  it.each([
    [{ answerWay: 'SMS', personPhone: '0225 381 2018' }, 'petition.mobileMissing'],
    [{ answerWay: 'CALL', personPhone: '' }, 'petition.phoneMissing'],
    [{ answerWay: 'EMAIL', personEmail: '' }, 'petition.emailMissing'],
    [{ personEmail: 'không phải thư' }, 'petition.emailWrong'],
    [{ personPhone: 'gọi cho con tôi' }, 'petition.phoneWrong'],
    [{ personName: ' ' }, 'petition.nameMissing'],
  ])('with %j is refused, and nothing is written', async (wrong, messageKey) => {
    const before = await asOwner<{ n: number }>(`SELECT count(*)::int AS n FROM "Petition"`)
    const refused = as(await staff('desk')).petition.enter(said(wrong))
    await expect(refused).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect(JSON.stringify(await refused.catch((error: unknown) => (error instanceof Error ? error.cause : null)))).toContain(
      messageKey,
    )
    expect(await asOwner(`SELECT count(*)::int AS n FROM "Petition"`)).toEqual(before)
  })

  it('with a wrong secret is not there, nor is one of somebody who has an account', async () => {
    const desk = as(await staff('desk'))
    const { code } = await desk.petition.enter(said())
    const { secret } = await desk.petition.slip({ code })
    const wrong = secret.startsWith('0') ? `1${secret.slice(1)}` : `0${secret.slice(1)}`
    await expect(nobody().petition.track({ code, secret: wrong })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(nobody().petition.track({ code: 'PA.H24.12-26-9999', secret })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    const { requestId, kind, category, agencyId, title, words } = said()
    const sent = { requestId, kind, category, agencyId, title, words }
    const own = (await as(await citizen()).petition.send(sent)).code
    await expect(nobody().petition.track({ code: own, secret: '000000000000' })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})
