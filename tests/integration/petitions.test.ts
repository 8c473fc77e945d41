import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { voiceFaults } from '#server/modules/petition/check-petitions.ts'
import { escalateOverdue } from '#server/modules/petition/handle-petition.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

const asked = (about: Record<string, unknown> = {}) => ({
  requestId: randomUUID(),
  kind: 'REPORT' as const,
  category: 'conduct' as const,
  agencyId: 'xa-a',
  title: 'Cán bộ quầy số hai trả lời gắt',
  words: 'Sáng thứ Hai tôi đến quầy số hai hỏi giấy tờ thì được trả lời gắt gỏng, không rõ cần gì.',
  ...about,
})
const act = (code: string) => ({ code, requestId: randomUUID() })
const answer = 'Cơ quan đã kiểm tra, nhắc nhở cán bộ và xin lỗi ông về việc này.'
const faults = async () => {
  const found: string[] = []
  for await (const { what } of voiceFaults()) found.push(what)
  return found
}

describe('a petition', () => {
  it('is sent once, answered, told at each step and published without the person', async () => {
    const person = await citizen()
    const director = as(await staff('director'))
    const input = asked()
    const { code } = await as(person).petition.send(input)
    expect(code).toMatch(/^PA\.H24\.12-\d\d-\d{4}$/)
    expect((await as(person).petition.send(input)).code).toBe(code)
    await expect(as(person).petition.send({ ...input, title: 'Một tiêu đề khác hẳn' })).rejects.toMatchObject({
      message: 'REQUEST_ID_REUSED',
    })

    const taking = act(code)
    await director.petition.take(taking)
    await director.petition.take(taking)
    await director.petition.answer({ ...act(code), answer, publicWords: 'Hỏi về thái độ ở quầy. Cơ quan đã nhắc nhở cán bộ.' })
    const seen = await as(person).petition.get({ code })
    expect(seen).toMatchObject({ state: 'answered', answer, from: null, acts: [] })
    expect(seen.events.map(({ type }) => type)).toEqual(['SEND', 'TAKE', 'ANSWER'])
    expect(seen.events.every(({ byName }) => byName === null)).toBe(true)
    const { items } = await nobody().petition.published({})
    expect(items.find((item) => item.code === code)?.words).toContain('nhắc nhở')

    const notices = await as(person).notice.mine({})
    expect(notices.items.map(({ template }) => template)).toEqual(['petitionAnswered', 'petitionTaken', 'petitionSent'])
    expect(await as(person).notice.unseen()).toEqual({ count: 3, isMore: false })
    await as(person).notice.seen({})
    expect(await as(person).notice.unseen()).toEqual({ count: 0, isMore: false })
    expect(await faults()).toEqual([])
  })

  it('of a dossier goes to whoever decides it, and of somebody else’s to nobody', async () => {
    const person = await citizen()
    const { code: dossierCode } = await processingBusiness(person)
    const { code } = await as(person).petition.send(asked({ dossierCode, agencyId: undefined }))
    expect(await as(person).petition.get({ code })).toMatchObject({ dossierCode })
    await expect(as(await citizen()).petition.send(asked({ dossierCode }))).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await citizen()).petition.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await staff('director', 'xa-b')).petition.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await staff('officer-economy')).petition.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('goes to the right agency with a reason, keeps its date, and is not answered by the first any more', async () => {
    const person = await citizen()
    const { code } = await as(person).petition.send(asked())
    const { dueAt } = await as(person).petition.get({ code })
    const director = as(await staff('director'))
    await expect(
      director.petition.forward({ ...act(code), toAgencyId: 'xa-a', reason: 'Việc của chính mình' }),
    ).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    await director.petition.forward({ ...act(code), toAgencyId: 'xa-b', reason: 'Việc này của phường bên cạnh' })
    expect(await director.petition.get({ code })).toMatchObject({ state: 'received', acts: [] })
    await expect(director.petition.take(act(code))).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    const there = as(await staff('director', 'xa-b'))
    await there.petition.take(act(code))
    await there.petition.answer({ ...act(code), answer })
    const seen = await as(person).petition.get({ code })
    expect(seen).toMatchObject({ state: 'answered', dueAt })
    expect(seen.events[1]).toMatchObject({ type: 'FORWARD', words: 'Việc này của phường bên cạnh' })
    expect(await faults()).toEqual([])
  })

  it('that is late is told to leaders and to the person, once', async () => {
    const person = await citizen()
    const { code } = await as(person).petition.send(asked())
    await asOwner(`ALTER TABLE "Petition" DISABLE TRIGGER "Petition_kept"`)
    await asOwner(`UPDATE "Petition" SET "dueAt" = app_now() - interval '1 hour' WHERE code = $1`, [code])
    await asOwner(`ALTER TABLE "Petition" ENABLE TRIGGER "Petition_kept"`)
    expect(await escalateOverdue()).toBe(1)
    expect(await escalateOverdue()).toBe(0)
    const told = await asOwner<{ template: string; channel: string }>(
      `SELECT n.template, n.channel FROM "Notification" n JOIN "Petition" p ON p.id = n."petitionId" WHERE p.code = $1 AND n."eventSeq" = 2 ORDER BY 1, 2`,
      [code],
    )
    expect(told).toContainEqual({ template: 'petitionLate', channel: 'IN_APP' })
    expect(told).toContainEqual({ template: 'petitionOverdue', channel: 'EMAIL' })
    expect(await as(await staff('director')).petition.get({ code })).toMatchObject({ isLate: true, state: 'received' })
  })

  it('that is a denunciation is sent the lawful way, and no referral names the person', async () => {
    const person = await citizen()
    const { code } = await as(person).petition.send(asked())
    const director = as(await staff('director'))
    await director.petition.refer({
      ...act(code),
      kind: 'DENUNCIATION',
      to: 'Trụ sở tiếp công dân thành phố',
      reason: 'Nội dung là tố cáo hành vi vi phạm',
    })
    expect(await as(person).petition.get({ code })).toMatchObject({ state: 'referred' })
    await as(person).petition.noteReferral({ requestId: randomUUID(), kind: 'DENUNCIATION', agencyId: 'xa-a' })
    const complaint = { requestId: randomUUID(), kind: 'COMPLAINT' as const, agencyId: 'xa-a' }
    await as(person).petition.noteReferral(complaint)
    await as(person).petition.noteReferral(complaint)
    const rows = await asOwner<{ kind: string; accountId: string | null; byId: string | null; petitionId: string | null }>(
      `SELECT kind, "accountId", "byId", "petitionId" FROM "Referral" ORDER BY kind`,
    )
    expect(rows.filter(({ kind }) => kind === 'DENUNCIATION')).toEqual([
      { kind: 'DENUNCIATION', accountId: null, byId: null, petitionId: null },
      { kind: 'DENUNCIATION', accountId: null, byId: null, petitionId: null },
    ])
    expect(await as(person).petition.myReferrals()).toHaveLength(1)
    await expect(asOwner(`UPDATE "Referral" SET "toVi" = ''`)).rejects.toThrow(/never change/)
    await expect(asOwner(`DELETE FROM "PetitionEvent"`)).rejects.toThrow(/never change/)
  })

  it('is taken back by the one who sent it, and then nobody answers', async () => {
    const person = await citizen()
    const { code } = await as(person).petition.send(asked())
    await as(person).petition.withdraw(act(code))
    await expect(as(await staff('director')).petition.take(act(code))).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    await expect(as(await staff('director')).petition.answer({ ...act(code), answer })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
  })

  it('answered and forwarded at the same moment ends in one of them, whole', async () => {
    const { code } = await as(await citizen()).petition.send(asked())
    const [director, leader] = [as(await staff('director')), as(await staff('leader'))]
    await director.petition.take(act(code))
    const both = await Promise.allSettled([
      director.petition.answer({ ...act(code), answer }),
      leader.petition.forward({ ...act(code), toAgencyId: 'xa-b', reason: 'Việc này của phường bên cạnh' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await faults()).toEqual([])
  })

  it.each([
    ['no words', { words: '   ' }],
    ['too many words', { words: 'a'.repeat(5001) }],
    ['no kind', { kind: 'KHIEU_NAI' }],
    ['another category', { category: 'x' }],
    ['an agency that is none', { agencyId: 'nowhere' }],
    ['no agency', { agencyId: undefined }],
  ])('with %s is refused and leaves nothing', async (_, about) => {
    const person = await citizen()
    await expect(as(person).petition.send(asked(about) as never)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect((await as(person).petition.mine({})).items).toEqual([])
  })

  it('keeps what was typed as it was typed, marks and signs included', async () => {
    const person = await citizen()
    const words = '<script>alert(1)</script> Tôi phản ánh việc chờ lâu 🙂 ở quầy, xin xem lại giúp.'
    const { code } = await as(person).petition.send(asked({ words }))
    expect((await as(person).petition.get({ code })).words).toBe(words)
  })

  it('carries files of the one who asks, checked by what is in them', async () => {
    const person = await citizen()
    const { code } = await as(person).petition.send(asked())
    const paper = new Uint8Array(pdf(CATALOG, '<< /Type /Pages /Kids [] /Count 0 >>'))
    const send = (who: typeof person, body: Uint8Array<ArrayBuffer>, type: string, name: string) =>
      as(who).petition.attach(
        new Request(`http://x/api/petitions/files?petition=${code}&name=${encodeURIComponent(name)}`, {
          method: 'POST',
          body,
          headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
        }),
      )
    await expect(send(person, new TextEncoder().encode('MZ nothing'), 'image/png', 'anh.png')).rejects.toMatchObject({
      message: 'FILE_TYPE_REFUSED',
    })
    await expect(send(await citizen(), new TextEncoder().encode('x'), 'image/png', 'anh.png')).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
    expect((await as(person).petition.get({ code })).files).toEqual([])
    const { id } = await send(person, paper, 'application/pdf', 'giay.pdf')
    expect((await as(person).petition.get({ code })).files).toMatchObject([{ id, name: 'giay.pdf' }])
    expect((await as(person).petition.file({ id })).size).toBe(paper.byteLength)
    await expect(as(await citizen()).petition.file({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await as(person).petition.withdraw(act(code))
    await expect(send(person, paper, 'application/pdf', 'nua.pdf')).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    expect(await faults()).toEqual([])
  })
})
