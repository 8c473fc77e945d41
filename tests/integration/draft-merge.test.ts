import { describe, expect, it } from 'vitest'
import { BUSINESS, begin, business } from '#tests/builders/drafts.ts'
import { as, citizen } from '#tests/builders/people.ts'

describe('two devices on one draft', () => {
  it('disturb each other in nothing as long as they write in different fields', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const save = (answers: Record<string, unknown>) => as(actor).draft.save({ id, revision: 1, answers, seen: {} })
    const all = await Promise.all([
      save({ businessName: 'Cà phê Bến Bính' }),
      save({ capitalVnd: '50.000.000' }),
      save({ employeeCount: '2' }),
      save({ founder: 'individual' }),
    ])
    expect(all.map(({ conflicts }) => conflicts)).toEqual([{}, {}, {}, {}])
    expect((await as(actor).draft.get({ id })).answers).toMatchObject({
      businessName: 'Cà phê Bến Bính',
      capitalVnd: '50.000.000',
      employeeCount: '2',
      founder: 'individual',
    })
  })

  it('keep the first answer to the same question, say what it is, and save the rest', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'Máy một' }, seen: {} })
    const second = await as(actor).draft.save({
      id,
      revision: 1,
      answers: { businessName: 'Máy hai', capitalVnd: '1.000.000' },
      seen: { businessName: null, capitalVnd: null },
    })
    expect(second.conflicts).toEqual({ businessName: 'Máy một' })
    expect(second.answers).toMatchObject({ businessName: 'Máy một', capitalVnd: '1.000.000' })
    // chosen: mine
    const chosen = await as(actor).draft.save({
      id,
      revision: second.revision,
      answers: { businessName: 'Máy hai' },
      seen: { businessName: 'Máy một' },
    })
    expect(chosen).toMatchObject({ conflicts: {}, answers: null })
    expect((await as(actor).draft.get({ id })).answers).toMatchObject({ businessName: 'Máy hai' })
  })

  it('who answers the same, or whose answer nobody else touched, is in no conflict', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const place = { province: '31', commune: '11407', detail: 'Số 1' }
    await as(actor).draft.save({ id, revision: 1, answers: { businessPlace: place, businessName: 'A' }, seen: {} })
    const same = { detail: 'Số 1', commune: '11407', province: '31' }
    const late = await as(actor).draft.save({
      id,
      revision: 1,
      answers: { businessPlace: same, capitalVnd: '5' },
      seen: { businessPlace: null },
    })
    expect(late.conflicts).toEqual({})
    const emptied = await as(actor).draft.save({ id, revision: 1, answers: { businessName: null }, seen: { businessName: 'A' } })
    expect(emptied.conflicts).toEqual({})
    expect((await as(actor).draft.get({ id })).answers).not.toHaveProperty('businessName')
  })

  it('one that was emptied elsewhere is a conflict too', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'A' }, seen: {} })
    await as(actor).draft.save({ id, revision: 2, answers: { businessName: null }, seen: { businessName: 'A' } })
    const late = await as(actor).draft.save({ id, revision: 2, answers: { businessName: 'B' }, seen: { businessName: 'A' } })
    expect(late.conflicts).toEqual({ businessName: null })
  })
})

describe('going on from another device', () => {
  it('finds the part where one stopped', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    expect((await as(actor).draft.list())[0]?.lastPart).toBeUndefined()
    await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'A' }, seen: {}, part: 'business' })
    expect((await as(actor).draft.list())[0]?.lastPart).toMatchObject({ id: 'business', titleVi: 'Hộ kinh doanh' })
    expect((await as(actor).draft.get({ id })).lastPart).toBe('business')
  })
})

describe('what a register said', () => {
  it('keeps its source until it is changed', async () => {
    const actor = await citizen({ fullName: 'Trần Văn Thử' })
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { ownerName: 'Trần Văn Thử', businessName: 'A' }, seen: {} })
    expect((await as(actor).draft.get({ id })).prefilled).toMatchObject({ ownerName: { from: 'identity' } })
    await as(actor).draft.save({ id, revision: 2, answers: { ownerName: 'Trần Văn Khác' }, seen: { ownerName: 'Trần Văn Thử' } })
    expect((await as(actor).draft.get({ id })).prefilled).not.toHaveProperty('ownerName')
  })

  it('stays where the form says so, whoever sends something else', async () => {
    const actor = await citizen()
    const id = await begin(actor, '2.000635')
    await as(actor).draft.save({ id, revision: 1, answers: { requesterPersonalId: '031090999999' }, seen: {} })
    const { answers, prefilled } = await as(actor).draft.get({ id })
    expect(answers.requesterPersonalId).toBe(actor.personalId)
    expect(prefilled).toMatchObject({ requesterPersonalId: { from: 'identity' } })
  })
})

describe('places', () => {
  it('that no list of units has are refused, at the top and in rows', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const issuesOf = async (businessPlace: unknown, revision: number) =>
      (await as(actor).draft.save({ id, revision, answers: { ...business, businessPlace } })).issues
    expect(await issuesOf({ province: '31', commune: '11407', detail: '' }, 1)).toEqual([])
    for (const [index, wrong] of [
      { province: '31', commune: '00000', detail: '' },
      { province: '01', commune: '11407', detail: '' },
      { province: '<b>', commune: "'; DROP TABLE", detail: '' },
    ].entries())
      expect(await issuesOf(wrong, index + 2)).toEqual([
        { path: 'businessPlace.commune', messageKey: 'form.placeUnknown', params: {} },
      ])
  })
})

describe('a filing that is hopeless', () => {
  const groom = (groomBirthDate: string) => ({ groomBirthDate, brideBirthDate: '1990-01-01' })
  const start = async (eligibility: Record<string, unknown> | undefined) =>
    as(await citizen()).draft.start({ procedureCode: '1.000894', agencyId: 'xa-a', source: 'ONLINE', eligibility })

  it('is stopped before it begins, with the reason, the law and what to do instead', async () => {
    await expect(start(groom('2020-01-01'))).rejects.toMatchObject({
      message: 'NOT_ELIGIBLE',
      cause: {
        details: {
          stops: [
            expect.objectContaining({
              id: 'groomTooYoung',
              reasonVi: expect.stringContaining('chưa đủ 20 tuổi'),
              insteadVi: expect.stringContaining('Chờ'),
              basis: expect.stringContaining('Điều 8'),
            }),
          ],
        },
      },
    })
  })

  it('otherwise begins with what was answered', async () => {
    const actor = await citizen()
    const { id } = await as(actor).draft.start({
      procedureCode: '1.000894',
      agencyId: 'xa-a',
      source: 'ONLINE',
      eligibility: groom('1991-02-03'),
    })
    expect((await as(actor).draft.get({ id })).answers).toMatchObject(groom('1991-02-03'))
  })

  it('is asked for with the words of the form, over the facts of the day', async () => {
    const prospect = await as(await citizen()).draft.prospect({ procedureCode: '1.000894' })
    expect(prospect.questions.map(({ id }) => id)).toEqual(['groomBirthDate', 'brideBirthDate'])
    expect(prospect.stops.map(({ id }) => id)).toEqual(['groomTooYoung', 'brideTooYoung'])
    expect((await as(await citizen()).draft.prospect({ procedureCode: BUSINESS })).questions).toEqual([])
  })
})
