import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { writeCompanyLetters } from '#server/jobs/company.ts'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { privateLetter } from '#server/modules/notification/private-letter.ts'
import { arrivedBusiness, businessAnswers } from '#tests/builders/dossiers.ts'
import { begin } from '#tests/builders/drafts.ts'
import { faultsAt } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { sendFile } from '#tests/builders/uploads.ts'

const wrong = (code: string) => expect.objectContaining({ message: code })
const PAPER = 'bien-ban-hop'
const members = [{ memberName: 'Lê Văn Em', memberPersonalId: '031090000778' }]
const household = { ...businessAnswers, founder: 'household', members }
let n = 0
const paper = () => pdf(CATALOG, `<< /Title (shared ${++n}) >>`)
const invited = async (from: CitizenActor, to: CitizenActor, kind: 'HELP' | 'HAND_OVER', draftId: string) =>
  (await as(from).invitation.invite({ about: { draftId }, kind, personalId: to.personalId ?? '' })).id

async function answered(actor: CitizenActor, id: string, answers: object) {
  const { revision } = await as(actor).draft.get({ id })
  await as(actor).draft.save({ id, revision, answers: { ...answers } })
}
const filesOf = async (actor: CitizenActor, id: string) =>
  (await as(actor).draft.get({ id })).papers.find(({ code }) => code === PAPER)?.files ?? []
const submit = async (actor: CitizenActor, draftId: string) =>
  String((await as(actor).dossier.submit({ draftId, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })).code)

describe('files of a draft that two people fill', () => {
  it('name who put them there; the owner takes any away, the helper only the helper’s', async () => {
    const [owner, helper] = [await citizen({ fullName: 'Chủ Hồ Sơ' }), await citizen({ fullName: 'Người Giúp' })]
    const id = await begin(owner)
    await answered(owner, id, household)
    await as(helper).invitation.answer({ id: await invited(owner, helper, 'HELP', id), accept: true })
    const target = { draftId: id, paperCode: PAPER }
    const first = await sendFile(as(owner), target, paper())
    expect(first).toMatchObject({ by: { role: 'APPLICANT', name: 'Chủ Hồ Sơ' }, mayRemove: true })
    const second = await sendFile(as(helper), target, paper())
    const third = await sendFile(as(helper), target, paper())
    expect((await filesOf(helper, id)).map(({ by, mayRemove }) => [by, mayRemove])).toEqual([
      [{ role: 'APPLICANT', name: 'Chủ Hồ Sơ' }, false],
      [{ role: 'HELPER', name: 'Người Giúp' }, true],
      [{ role: 'HELPER', name: 'Người Giúp' }, true],
    ])
    await expect(as(helper).draft.removeFile({ id, paperId: first.paperId })).rejects.toEqual(wrong('NOT_PERMITTED'))
    await as(helper).draft.removeFile({ id, paperId: second.paperId })
    expect((await filesOf(owner, id)).every(({ mayRemove }) => mayRemove)).toBe(true)
    await as(owner).draft.removeFile({ id, paperId: third.paperId })
    await sendFile(as(helper), target, paper())
    const uq = await sendFile(as(owner), { draftId: id, paperCode: 'uy-quyen-chu-ho' }, paper())
    expect(uq.by.role).toBe('APPLICANT')
    // and still do when it is a dossier, to both sides
    const code = await submit(owner, id)
    for (const reader of [owner, helper, await staff('desk')]) {
      const { papers } = await as(reader).dossier.get({ code })
      expect(papers.filter((one) => one.code === PAPER).map(({ file }) => file?.by)).toEqual([
        { role: 'APPLICANT', name: 'Chủ Hồ Sơ' },
        { role: 'HELPER', name: 'Người Giúp' },
      ])
    }
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('an invitation to a draft', () => {
  it('is told by letter too: who asks, for which procedure, until when, and nobody’s number', async () => {
    const [owner, asked] = [await citizen({ fullName: 'Chủ Hồ Sơ' }), await citizen({ fullName: 'Người Giúp' })]
    const invitation = await invited(owner, asked, 'HELP', await begin(owner))
    await writeCompanyLetters(new AbortController().signal)
    const told = await asOwner(
      `SELECT recipient FROM "Notification" WHERE "aboutId" = $1 AND template = 'invited' AND channel = 'EMAIL'`,
      [invitation],
    )
    expect(told).toEqual([{ recipient: asked.id }])
    const letter = await privateLetter({ kind: 'INVITATION', id: invitation }, 'invited', 'Người Giúp')
    expect(letter.text).toMatch(/Chủ Hồ Sơ[\s\S]*Trả lời trước \d+:\d\d[\s\S]*Đăng ký thành lập hộ kinh doanh/)
    expect(letter.text).not.toMatch(/\d{12}/)
  })
})

describe('files of an answer that two people prepare', () => {
  it('are taken back by whoever answers, and by their sender; what officers prepare is nobody’s', async () => {
    const [owner, helper] = [await citizen(), await citizen()]
    const { code } = await arrivedBusiness(owner)
    const offer = { about: { code }, kind: 'HELP' as const, personalId: helper.personalId ?? '' }
    await as(helper).invitation.answer({ id: (await as(owner).invitation.invite(offer)).id, accept: true })
    const desk = await staff('desk')
    const items = [{ paperCode: PAPER, fieldId: null, note: 'Gửi lại biên bản rõ hơn' }]
    await as(desk).work.requestSupplement({ code, requestId: randomUUID(), reason: 'Biên bản chưa đọc được', items })
    const supplementId = (await as(owner).dossier.get({ code })).supplements[0]?.id ?? ''
    const target = { dossierCode: code, supplementId, paperCode: PAPER }
    const [mine, first, second] = [
      await sendFile(as(owner), target, paper()),
      await sendFile(as(helper), target, paper()),
      await sendFile(as(helper), target, paper()),
    ]
    const listed = await as(helper).file.ofSupplement({ code, supplementId })
    expect(listed.map(({ by, mayRemove }) => [by.role, mayRemove])).toEqual([
      ['APPLICANT', false],
      ['HELPER', true],
      ['HELPER', true],
    ])
    await expect(as(helper).file.removeFromSupplement({ id: mine.id })).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(as(desk).file.removeFromSupplement({ id: mine.id })).rejects.toThrow()
    await as(helper).file.removeFromSupplement({ id: first.id })
    await as(owner).file.removeFromSupplement({ id: second.id })
    expect((await as(owner).file.ofSupplement({ code, supplementId })).map(({ id }) => id)).toEqual([mine.id])
  })
})

describe('handing a draft over', () => {
  it('makes it the matter of the one who accepts: papers and what was written stay, what was known of the first goes', async () => {
    const [first, second, helper] = [
      await citizen({ fullName: 'Người Trước' }),
      await citizen({ fullName: 'Người Sau' }),
      await citizen(),
    ]
    const id = await begin(first)
    await answered(first, id, { ...household, ownerPhone: '0912345678' })
    await sendFile(as(first), { draftId: id, paperCode: PAPER }, paper())
    await as(helper).invitation.answer({ id: await invited(first, helper, 'HELP', id), accept: true })
    const offer = await invited(first, second, 'HAND_OVER', id)
    expect((await as(second).invitation.mine()).open).toMatchObject([{ id: offer, kind: 'HAND_OVER', isDraft: true }])
    await expect(as(second).draft.get({ id })).rejects.toEqual(wrong('NOT_FOUND'))
    await Promise.all([1, 2].map(() => as(second).invitation.answer({ id: offer, accept: true })))
    const draft = await as(second).draft.get({ id })
    expect(draft.answers).toMatchObject({
      ownerName: 'Người Sau',
      ownerPersonalId: second.personalId,
      businessName: household.businessName,
      ownerPhone: '0912345678',
    })
    expect(draft.prefilled).toMatchObject({ ownerName: { from: 'identity' } })
    expect(draft.prefilled.ownerPhone).toBeUndefined()
    expect((await filesOf(second, id)).map(({ by, mayRemove }) => [by, mayRemove])).toEqual([
      [{ role: 'FORMER', name: 'Người Trước' }, true],
    ])
    for (const gone of [first, helper]) await expect(as(gone).draft.get({ id })).rejects.toEqual(wrong('NOT_FOUND'))
    // what was asked, then what was answered
    for (let run = 0; run < 2; run++) await writeCompanyLetters(new AbortController().signal)
    const told = await asOwner(
      `SELECT DISTINCT template, recipient FROM "Notification" WHERE "aboutId" = $1 AND template <> 'invited' ORDER BY template`,
      [offer],
    )
    expect(told).toEqual([
      { template: 'draftTaken', recipient: second.id },
      { template: 'invitationAnswered', recipient: first.id },
    ])
    await sendFile(as(second), { draftId: id, paperCode: 'uy-quyen-chu-ho' }, paper())
    const code = await submit(second, id)
    expect(await as(second).dossier.get({ code })).toMatchObject({
      applicant: { fullName: 'Người Sau' },
      owner: { fullName: 'Người Sau' },
    })
    expect(await faultsAt(code)).toEqual([])
  })

  it('goes back and forth, and to nobody when it was taken back', async () => {
    const [one, other] = [await citizen(), await citizen()]
    const id = await begin(one)
    for (const [from, to] of [
      [one, other],
      [other, one],
      [one, other],
    ] as const) {
      await as(to).invitation.answer({ id: await invited(from, to, 'HAND_OVER', id), accept: true })
      expect((await as(to).draft.list()).map((draft) => draft.id)).toEqual([id])
      expect(await as(from).draft.list()).toEqual([])
    }
    const offer = await invited(other, one, 'HAND_OVER', id)
    await as(other).invitation.end({ id: offer })
    await expect(as(one).invitation.answer({ id: offer, accept: true })).rejects.toEqual(wrong('EVENT_NOT_ALLOWED'))
    expect((await as(other).draft.get({ id })).id).toBe(id)
  })

  it('is refused where it is filed for another: that right is nobody else’s, and nothing changes', async () => {
    const [filer, other] = [await citizen(), await citizen()]
    const owner = { kind: 'PERSON' as const, fullName: 'Lê Thị Cụ Bà', personalId: '031150000777', right: 'PARENT' as const }
    const { id } = await as(filer).draft.start({ procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE', owner })
    await expect(invited(filer, other, 'HAND_OVER', id)).rejects.toMatchObject({
      message: 'INPUT_INVALID',
      cause: { details: { fieldErrors: { personalId: ['invitation.forAnother'] } } },
    })
    expect((await as(other).invitation.mine()).open).toEqual([])
  })
})

describe('the way of the result', () => {
  const post = { receiver: 'Trần Văn Thử', phone: '0901 000 999', address: 'Số 12 đường Lạch Tray, Hải Phòng' }

  it('is chosen on the form, kept as it was typed, and goes by post with its address', async () => {
    const person = await citizen()
    const id = await begin(person)
    await answered(person, id, businessAnswers)
    expect((await as(person).draft.get({ id })).resultWay).toMatchObject({ way: 'ONLINE', receiver: person.fullName })
    await as(person).draft.keepResultWay({ id, way: 'POST', ...post, phone: 'chưa rõ' })
    expect((await as(person).draft.get({ id })).resultWay).toEqual({ way: 'POST', ...post, phone: 'chưa rõ' })
    const command = { draftId: id, requestId: randomUUID(), declared: true as const, resultWay: 'POST' as const }
    const code = String((await as(person).dossier.submit({ ...command, post })).code)
    expect((await as(person).dossier.submit({ ...command, post })).code).toBe(code)
    const sent = { ...post, phone: '0901000999' }
    expect(await as(person).dossier.get({ code })).toMatchObject({ resultWay: 'POST', resultAddress: sent })
    await as(person).dossier.chooseResultWay({ code, requestId: randomUUID(), way: 'DESK' })
    expect(await as(person).dossier.get({ code })).toMatchObject({ resultWay: 'DESK', resultAddress: null })
    expect(await faultsAt(code)).toEqual([])
  })

  it.each([
    ['by post without an address', { resultWay: 'POST' }],
    ['by post with a telephone of letters', { resultWay: 'POST', post: { ...post, phone: 'không có' } }],
    ['at the desk with an address', { resultWay: 'DESK', post }],
  ])('is refused %s, and nothing is filed', async (_, chosen) => {
    const person = await citizen()
    const id = await begin(person)
    await answered(person, id, businessAnswers)
    const command = { draftId: id, requestId: randomUUID(), declared: true, ...chosen }
    await expect(as(person).dossier.submit(command as never)).rejects.toEqual(wrong('INPUT_INVALID'))
    expect((await as(person).draft.get({ id })).submitted).toBeNull()
  })
})
