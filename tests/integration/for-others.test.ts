import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { arrivedBusiness, businessAnswers, processingBusiness } from '#tests/builders/dossiers.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { faultsAt, hoursLater } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const wrong = (code: string) => expect.objectContaining({ message: code })
const person = { kind: 'PERSON' as const, fullName: 'Lê Thị Cụ Bà', personalId: '031150000777', right: 'AUTHORISED' as const }

const started = (actor: CitizenActor, owner?: object) =>
  as(actor).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE', ...(owner ? { owner } : {}) } as never)

/** What the form asks of the owner and nobody knows beforehand. */
const owned = { ownerBirthDate: '1950-03-02', ownerAddress: 'Số 1 đường Trần Phú', ownerPhone: '0901000777' }

async function filedFor(actor: CitizenActor, owner: object, answers: object = {}) {
  const { id } = await started(actor, owner)
  const { revision } = await as(actor).draft.get({ id })
  await as(actor).draft.save({ id, revision, answers: { ...businessAnswers, ...owned, ...answers } })
  return {
    id,
    submit: () => as(actor).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' }),
  }
}

describe('filing for another', () => {
  it('asks for the paper that says so, and not where a register says it', async () => {
    const filer = await citizen()
    const { id, submit } = await filedFor(filer, person)
    const draft = await as(filer).draft.get({ id })
    expect(draft.owner).toMatchObject({ fullName: 'Lê Thị Cụ Bà', right: 'AUTHORISED' })
    expect(draft.papers.find(({ code }) => code === 'giay-to-dai-dien')).toMatchObject({ required: true, upload: true })
    await expect(submit()).rejects.toEqual(wrong('PAPERS_MISSING'))
  })

  it('names both, and both see it', async () => {
    const [filer, owner] = [await citizen({ fullName: 'Người Nộp Hộ' }), await citizen({ fullName: 'Chủ Hồ Sơ' })]
    const { submit } = await filedFor(
      filer,
      { ...person, fullName: 'Chủ Hồ Sơ', personalId: owner.personalId, right: 'PARENT' },
      { ownerBirthDate: '1990-02-15' },
    )
    const code = String((await submit()).code)
    for (const one of [filer, owner]) {
      const dossier = await as(one).dossier.get({ code })
      expect(dossier.applicant?.fullName).toBe('Người Nộp Hộ')
      expect(dossier.owner?.fullName).toBe('Chủ Hồ Sơ')
      expect(dossier.right).toEqual({ right: 'PARENT', organisationId: null })
      expect((await as(one).dossier.mine({})).items.map((item) => item.code)).toContain(code)
    }
    expect(await faultsAt(code)).toEqual([])
  })

  it('lets an organisation that has an account see what was filed for it', async () => {
    const [filer, organisation] = [await citizen(), await citizen({ fullName: 'Công ty Thử' })]
    await asOwner(`UPDATE "Account" SET "organisationId" = '0201999999' WHERE id = $1`, [organisation.id])
    const { submit } = await filedFor(
      filer,
      {
        kind: 'ORGANISATION',
        fullName: 'Công ty Thử',
        organisationId: '0201999999',
        right: 'LEGAL_REPRESENTATIVE',
      },
      { ownerPersonalId: filer.personalId, ownerBirthDate: '1990-02-15' },
    )
    const code = String((await submit()).code)
    expect((await as(organisation).dossier.get({ code })).right).toEqual({
      right: 'LEGAL_REPRESENTATIVE',
      organisationId: '0201999999',
    })
  })

  it.each([
    ['oneself', async (actor: CitizenActor) => ({ ...person, personalId: actor.personalId })],
    ['a number of eleven digits', async () => ({ ...person, personalId: '03115000077' })],
    ['a number of a province that is none', async () => ({ ...person, personalId: '003150000777' })],
    ['a name with a picture', async () => ({ ...person, fullName: 'Bà 😀' })],
    ['a name of 10,000 letters', async () => ({ ...person, fullName: 'a'.repeat(10_000) })],
    ['HTML for a name', async () => ({ ...person, fullName: '<b>Bà</b>' })],
    ['the right of an organisation for a person', async () => ({ ...person, right: 'LEGAL_REPRESENTATIVE' })],
    [
      'a tax code of nine digits',
      async () => ({ kind: 'ORGANISATION', fullName: 'Công ty', organisationId: '020199999', right: 'LEGAL_REPRESENTATIVE' }),
    ],
  ])('refuses %s and begins nothing', async (_, owner) => {
    const actor = await citizen()
    await expect(started(actor, await owner(actor))).rejects.toEqual(wrong('INPUT_INVALID'))
    expect(await as(actor).draft.list()).toEqual([])
  })
})

async function helping(owner: CitizenActor, helper: CitizenActor, about: { code: string } | { draftId: string }) {
  const { id } = await as(owner).invitation.invite({ about, kind: 'HELP', personalId: helper.personalId ?? '' })
  await as(helper).invitation.answer({ id, accept: true })
  return id
}

describe('a helper', () => {
  it('sees and fills a draft, and only its owner hands it in', async () => {
    const [owner, helper] = [await citizen(), await citizen()]
    const { id } = await started(owner)
    await expect(as(helper).draft.get({ id })).rejects.toEqual(wrong('NOT_FOUND'))
    await helping(owner, helper, { draftId: id })
    const { revision, helpingVi } = await as(helper).draft.get({ id })
    expect(helpingVi).toBe(owner.fullName)
    await as(helper).draft.save({ id, revision, answers: businessAnswers })
    expect((await as(helper).draft.list()).map((draft) => [draft.id, draft.isHelping])).toEqual([[id, true]])
    const command = { draftId: id, requestId: randomUUID(), declared: true as const, resultWay: 'ONLINE' as const }
    await expect(as(helper).dossier.submit(command)).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(as(helper).draft.discard({ id })).rejects.toEqual(wrong('NOT_FOUND'))
    // what was done carries both names
    const notes = await asOwner(`SELECT details FROM "AuditEntry" WHERE "actorId" = $1 AND action = 'draft.help'`, [helper.id])
    expect(notes).toEqual([{ details: { onBehalfOfId: owner.id } }])
    // and goes on helping with the dossier
    const code = String((await as(owner).dossier.submit(command)).code)
    expect((await as(helper).dossier.get({ code })).actions).toEqual([])
  })

  it('reads a dossier and writes in the owner’s name, and does nothing that has effects in law', async () => {
    const [owner, helper] = [await citizen({ fullName: 'Chủ Hồ Sơ' }), await citizen({ fullName: 'Người Giúp' })]
    const { code } = await arrivedBusiness(owner)
    await helping(owner, helper, { code })
    await as(helper).message.send({ code, requestId: randomUUID(), text: 'Xin hỏi còn thiếu gì?' })
    const { items } = await as(await staff('desk')).message.list({ code })
    expect(items[0]).toMatchObject({ authorVi: 'Người Giúp', onBehalfOfVi: 'Chủ Hồ Sơ' })
    // what outlives the help is not given away
    expect((await as(helper).dossier.get({ code })).lookupSecret).toBe('')
    const reason = 'Một lý do đủ dài để được nhận'
    await expect(as(helper).dossier.withdraw({ code, requestId: randomUUID(), reason })).rejects.toEqual(wrong('NOT_PERMITTED'))
    await expect(as(helper).dossier.readers({ code })).rejects.toEqual(wrong('NOT_PERMITTED'))
    expect((await as(helper).dossier.mine({})).items.map((item) => [item.code, item.isHelping])).toEqual([[code, true]])
    expect(await faultsAt(code)).toEqual([])
  })

  it('is no longer one when the owner takes it back, or time is over', async () => {
    const [owner, helper, other] = [await citizen(), await citizen(), await citizen()]
    const { code } = await arrivedBusiness(owner)
    const id = await helping(owner, helper, { code })
    await helping(owner, other, { code })
    await as(owner).invitation.end({ id })
    await expect(as(helper).dossier.get({ code })).rejects.toEqual(wrong('NOT_FOUND'))
    await as(other).dossier.get({ code })
    await hoursLater(91 * 24)
    await expect(as(other).dossier.get({ code })).rejects.toEqual(wrong('NOT_FOUND'))
  })

  it('who says no sees nothing, and nobody else can answer', async () => {
    const [owner, asked, stranger] = [await citizen(), await citizen(), await citizen()]
    const { code } = await arrivedBusiness(owner)
    const { id } = await as(owner).invitation.invite({ about: { code }, kind: 'HELP', personalId: asked.personalId ?? '' })
    expect((await as(asked).invitation.mine()).open).toMatchObject([{ id, fromName: owner.fullName, kind: 'HELP' }])
    await expect(as(stranger).invitation.answer({ id, accept: true })).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(as(owner).invitation.answer({ id, accept: true })).rejects.toEqual(wrong('NOT_PERMITTED'))
    await as(asked).invitation.answer({ id, accept: false })
    await as(asked).invitation.answer({ id, accept: false })
    await expect(as(asked).invitation.answer({ id, accept: true })).rejects.toEqual(wrong('EVENT_NOT_ALLOWED'))
    await expect(as(asked).dossier.get({ code })).rejects.toEqual(wrong('NOT_FOUND'))
    expect(await as(owner).invitation.of({ about: { code } })).toMatchObject([{ id, status: 'DECLINED' }])
  })

  it('is asked by a right number, one’s own excepted, and not by the dozen', async () => {
    const owner = await citizen()
    const { code } = await arrivedBusiness(owner)
    const ask = (personalId: string) => as(owner).invitation.invite({ about: { code }, kind: 'HELP', personalId })
    await expect(ask(owner.personalId ?? '')).rejects.toEqual(wrong('INPUT_INVALID'))
    await expect(ask('không phải số')).rejects.toEqual(wrong('INPUT_INVALID'))
    await expect(ask('1'.repeat(10_000))).rejects.toEqual(wrong('INPUT_INVALID'))
    for (const n of [1, 2, 3, 4, 5]) await ask(`03109000010${n}`)
    // the same person twice is one invitation
    expect((await ask('031090000101')).id).toBe((await ask('031090000101')).id)
    await expect(ask('031090000106')).rejects.toEqual(wrong('INPUT_INVALID'))
    expect(await as(owner).invitation.of({ about: { code } })).toHaveLength(5)
  })
})

describe('handing a dossier over', () => {
  it('makes the other person the applicant, once, with both names in the history', async () => {
    const [before, after] = [await citizen({ fullName: 'Người Trước' }), await citizen({ fullName: 'Người Sau' })]
    const { code } = await processingBusiness(before)
    const offer = { about: { code }, kind: 'HAND_OVER' as const, personalId: after.personalId ?? '' }
    const { id } = await as(before).invitation.invite(offer)
    await expect(as(after).dossier.get({ code })).rejects.toEqual(wrong('NOT_FOUND'))
    await as(after).invitation.answer({ id, accept: true })
    await as(after).invitation.answer({ id, accept: true })
    const dossier = await as(after).dossier.get({ code })
    expect(dossier.applicant?.fullName).toBe('Người Sau')
    expect(dossier.owner?.fullName).toBe('Người Trước')
    expect(dossier.timeline.filter(({ type }) => type === 'AMEND')).toMatchObject([
      { params: { what: 'APPLICANT', fromVi: 'Người Trước', toVi: 'Người Sau' }, personVi: 'Người Sau' },
    ])
    const told = await asOwner(
      `SELECT o.payload ->> 'template' AS template FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId"
      WHERE d.code = $1 AND o.payload ->> 'template' = 'applicantChanged'`,
      [code],
    )
    expect(told).toHaveLength(1)
    expect(await faultsAt(code)).toEqual([])
  })

  it('is done to the end when the process died in the middle', async () => {
    const [before, after] = [await citizen(), await citizen()]
    const { code } = await processingBusiness(before)
    const { id } = await as(before).invitation.invite({ about: { code }, kind: 'HAND_OVER', personalId: after.personalId ?? '' })
    const { takeOver } = await import('#server/modules/invitation/take-over.ts')
    const { findInvitation } = await import('#server/modules/invitation/invitation.repository.ts')
    const offer = await findInvitation(id)
    if (!offer) throw new Error(id)
    await takeOver(after, offer)
    expect(await faultsAt(code)).toEqual([])
    await as(after).invitation.answer({ id, accept: true })
    expect((await as(after).dossier.get({ code })).timeline.filter(({ type }) => type === 'AMEND')).toHaveLength(1)
    expect(await faultsAt(code)).toEqual([])
  })

  it('is offered to one person at a time, and to nobody once the dossier has ended', async () => {
    const owner = await citizen()
    const { code } = await arrivedBusiness(owner)
    const offer = (personalId: string) => as(owner).invitation.invite({ about: { code }, kind: 'HAND_OVER', personalId })
    await offer('031090000101')
    await expect(offer('031090000102')).rejects.toEqual(wrong('INPUT_INVALID'))
    await as(owner).dossier.withdraw({ code, requestId: randomUUID(), reason: 'Một lý do đủ dài để được nhận' })
    await expect(offer('031090000101')).rejects.toEqual(wrong('EVENT_NOT_ALLOWED'))
  })
})
