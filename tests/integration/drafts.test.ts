import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { loadDraftForSubmit } from '#server/modules/draft/load-draft-for-submit.ts'
import { assertMayAttach } from '#server/modules/draft/papers-of-draft.ts'
import { atDesk, BIRTH, BUSINESS, begin, beginAtDesk, business, COPY } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

async function storedFile(draftId: string, by: string): Promise<string> {
  const id = randomUUIDv7()
  await asOwner(
    `INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt", "draftId")
     VALUES ($1, repeat('a', 64), 1234, 'application/pdf', 'giấy tờ.pdf', 'PAPER', $2, 'NOT_CONFIGURED', now(), $3)`,
    [id, by, draftId],
  )
  return id
}

async function paperOf(draftId: string, fileId: string): Promise<string> {
  const paper = `INSERT INTO "DraftPaper" (id, "draftId", "paperCode", "fileId", "addedAt") VALUES ($1, $2, 'bien-ban-hop', $1, now())`
  await asOwner(paper, [fileId, draftId])
  return fileId
}

describe('starting a draft', () => {
  it('fills in what the identity provider knows', async () => {
    const actor = await citizen({ fullName: 'Trần Thị Thử', sex: 'female' })
    const draft = await as(actor).draft.get({ id: await begin(actor) })
    expect(draft.answers).toMatchObject({
      ownerName: 'Trần Thị Thử',
      ownerPersonalId: actor.personalId,
      ownerBirthDate: '1990-02-15',
    })
    expect(draft.prefilled).toMatchObject({ ownerName: { from: 'identity' }, ownerPersonalId: { from: 'identity' } })
    expect(draft).toMatchObject({
      source: 'ONLINE',
      revision: 1,
      submitted: null,
      agency: { id: 'xa-a' },
      procedure: { versionId: `${BUSINESS}@1` },
    })
  })

  it('at the desk is for the person standing there', async () => {
    const desk = await staff('desk')
    const draft = await as(desk).draft.get({ id: await beginAtDesk(desk) })
    expect(draft.applicant).toEqual({ fullName: 'Nguyễn Thị Hoa', personalId: '031190000002', phone: '0901000002' })
    expect(draft.answers).toMatchObject({ requesterName: 'Nguyễn Thị Hoa' })
    expect(draft.prefilled).toEqual({})
  })

  it('is refused to nobody, to staff online, and to whoever is not at that desk', async () => {
    const online = { procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' } as const
    const desk = { procedureCode: COPY, agencyId: 'xa-a', source: 'DESK', applicant: atDesk } as const
    await expect(nobody().draft.start(online)).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' })
    await expect(as(await staff('officer')).draft.start(online)).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
      code: 'FORBIDDEN',
    })
    await expect(as(await citizen()).draft.start(desk)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('officer')).draft.start(desk)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('desk', 'xa-b')).draft.start(desk)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
  })

  it('is refused for a procedure that needs the originals', async () => {
    const actor = await citizen()
    await expect(begin(actor, COPY)).rejects.toMatchObject({ message: 'PROCEDURE_NOT_ONLINE', code: 'CONFLICT' })
  })

  it('is refused at an agency that does not handle it, and for unknown procedures', async () => {
    const actor = await citizen()
    await expect(as(actor).draft.start({ procedureCode: BUSINESS, agencyId: 'so-tc', source: 'ONLINE' })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    await expect(begin(actor, '9.999999')).rejects.toMatchObject({ message: 'PROCEDURE_UNKNOWN' })
  })

  it('says what is wrong with the person at the desk', async () => {
    const start = as(await staff('desk')).draft.start({
      procedureCode: COPY,
      agencyId: 'xa-a',
      source: 'DESK',
      applicant: { fullName: '', personalId: '123', email: 'nobody' },
    })
    await expect(start).rejects.toMatchObject({
      message: 'INPUT_INVALID',
      cause: {
        details: {
          fieldErrors: {
            'applicant.fullName': ['form.required'],
            'applicant.personalId': ['form.personalNumberDigits'],
            'applicant.email': ['form.emailFormat'],
          },
        },
      },
    })
  })
})

describe('saving a draft', () => {
  it('keeps what was typed and says what is still wrong', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const saved = await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'Hộ kinh doanh', capitalVnd: 'nhiều' } })
    expect(saved.revision).toBe(2)
    expect(saved.issues).toContainEqual(expect.objectContaining({ path: 'capitalVnd', messageKey: 'form.money' }))
    expect((await as(actor).draft.get({ id })).answers).toMatchObject({ businessName: 'Hộ kinh doanh', capitalVnd: 'nhiều' })
  })

  it('leaves other pages alone, empties a field on null, and drops fields that the form does not have', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'Một', onlyBusiness: true } })
    await as(actor).draft.save({ id, revision: 2, answers: { businessName: null, unheardOf: 'x' } })
    const { answers } = await as(actor).draft.get({ id })
    expect(answers).toMatchObject({ onlyBusiness: true })
    expect(answers).not.toHaveProperty('businessName')
    expect(answers).not.toHaveProperty('unheardOf')
  })

  it('from two tabs lets the first one win', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const attempts = await Promise.allSettled(
      ['A', 'B', 'C'].map((businessName) => as(actor).draft.save({ id, revision: 1, answers: { businessName } })),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(as(actor).draft.save({ id, revision: 1, answers: {} })).rejects.toMatchObject({
      message: 'DRAFT_CHANGED_MEANWHILE',
      code: 'CONFLICT',
    })
  })

  it('works out case, papers and fees as the answers go', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { ...business, founder: 'household' } })
    const household = await as(actor).draft.get({ id })
    expect(household.caseCode).toBe('household')
    expect(household.papers.filter(({ required, upload }) => required && upload).map(({ code }) => code)).toEqual([
      'bien-ban-hop',
      'uy-quyen-chu-ho',
    ])
    await as(actor).draft.save({ id, revision: 2, answers: { founder: 'individual' } })
    const individual = await as(actor).draft.get({ id })
    expect(individual.caseCode).toBe('individual')
    expect(individual.fees).toMatchObject([{ amountVnd: 100_000, when: 'beforeIntake', payOnline: true }])
    expect(individual.issues).toEqual([])
  })

  it('does not guess a fee before the pages are counted', async () => {
    const desk = await staff('desk')
    const id = await beginAtDesk(desk)
    expect(await as(desk).draft.get({ id })).toMatchObject({ fees: [], areFeesKnown: false })
    await as(desk).draft.save({ id, revision: 1, answers: { pageCount: 5, copyCount: 2 } })
    expect((await as(desk).draft.get({ id })).fees).toMatchObject([{ amountVnd: 14_000, kindOfMoney: 'PHI' }])
  })

  it('refuses answers that no form could hold', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await expect(as(actor).draft.save({ id, revision: 1, answers: { businessName: 'x'.repeat(400_000) } })).rejects.toMatchObject(
      { message: 'INPUT_INVALID' },
    )
    await expect(as(actor).draft.save({ id, revision: 1, answers: { __proto__x: 1 } })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
  })
})

describe('a draft of somebody else', () => {
  it('does not exist for anybody but its owner', async () => {
    const owner = await citizen()
    const id = await begin(owner)
    for (const stranger of [await citizen(), await staff('desk'), await staff('admin')]) {
      await expect(as(stranger).draft.get({ id })).rejects.toMatchObject({ message: 'NOT_FOUND', code: 'NOT_FOUND' })
      await expect(as(stranger).draft.save({ id, revision: 1, answers: {} })).rejects.toMatchObject({ message: 'NOT_FOUND' })
      await expect(as(stranger).draft.discard({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
      await expect(as(stranger).draft.removeFile({ id, paperId: randomUUID() })).rejects.toMatchObject({ message: 'NOT_FOUND' })
      await expect(assertMayAttach(stranger, id, 'bien-ban-hop')).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(loadDraftForSubmit(stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    for (const call of [nobody().draft.get({ id }), nobody().draft.list(), nobody().draft.discard({ id })])
      await expect(call).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' })
  })

  it('of a desk officer is out of reach once he left that desk', async () => {
    const desk = await staff('desk')
    const id = await beginAtDesk(desk)
    await expect(as({ ...desk, grants: [] }).draft.get({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})

describe('papers of a draft', () => {
  it('come and go', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { founder: 'household' } })
    const paperId = await paperOf(id, await storedFile(id, actor.id))
    const { papers } = await as(actor).draft.get({ id })
    expect(papers.find(({ code }) => code === 'bien-ban-hop')?.files).toMatchObject([
      { paperId, name: 'giấy tờ.pdf', size: 1234 },
    ])
    await as(actor).draft.removeFile({ id, paperId })
    expect((await as(actor).draft.get({ id })).papers.flatMap(({ files }) => files)).toEqual([])
    await expect(as(actor).draft.removeFile({ id, paperId })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('must be ones that the procedure asks for', async () => {
    const actor = await citizen()
    await expect(assertMayAttach(actor, await begin(actor), 'anything')).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })
})

describe('the list of drafts', () => {
  it('shows one’s own, newest first, and how far they are', async () => {
    const actor = await citizen()
    const first = await begin(actor, BIRTH)
    const second = await begin(actor)
    await as(actor).draft.save({ id: first, revision: 1, answers: {} })
    const list = await as(actor).draft.list()
    expect(list.map(({ id }) => id)).toEqual([first, second])
    expect(list.every(({ percentDone }) => percentDone > 0 && percentDone < 100)).toBe(true)
    await as(actor).draft.save({ id: second, revision: 1, answers: business })
    expect((await as(actor).draft.list())[0]).toMatchObject({ id: second, percentDone: 100 })
  })

  it('loses a draft that was discarded', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.discard({ id })
    expect(await as(actor).draft.list()).toEqual([])
    await expect(as(actor).draft.get({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})
