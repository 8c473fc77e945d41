import { describe, expect, it } from 'vitest'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

describe('where a dossier stands', () => {
  it('is told to the applicant as a plain line: done, now, to come', async () => {
    const party = await citizen()
    const { code } = await processingBusiness(party)
    const { way, lookupSecret } = await as(party).dossier.get({ code })
    expect(way.slice(0, 3).map(({ name, state }) => [name?.vi, state])).toEqual([
      ['Nộp hồ sơ', 'done'],
      ['Tiếp nhận', 'done'],
      [expect.any(String), 'now'],
    ])
    expect(way.at(-1)).toMatchObject({ name: { vi: 'Trả kết quả' }, state: 'later' })
    expect((await nobody().dossier.track({ code, secret: lookupSecret })).way).toEqual(way)
  })
  it('is marked in the whole process for its handlers', async () => {
    const { code } = await processingBusiness(await citizen())
    const { version, description, marks } = await as(await staff('officer-economy')).dossier.way({ code })
    expect(version).toBe(1)
    expect(Object.keys(marks).sort()).toEqual(description.nodes.map(({ id }) => id).sort())
    expect(marks).toMatchObject({
      '@filing': 'done',
      '@intake': 'done',
      check: 'now',
      '@returned': 'later',
      '@refused': 'skipped',
    })
  })
  it('is over for a dossier that was withdrawn: nothing comes any more', async () => {
    const party = await citizen()
    const { code } = await processingBusiness(party)
    const officer = as(await staff('officer-economy'))
    const reason = 'Tôi không làm thủ tục này nữa'
    await as(party).dossier.requestWithdrawal({ code, requestId: crypto.randomUUID(), reason })
    await officer.work.confirmWithdrawal({ code, requestId: crypto.randomUUID() })
    expect((await as(party).dossier.get({ code })).way).toEqual([])
    expect((await officer.dossier.way({ code })).marks).toMatchObject({
      '@intake': 'done',
      check: 'skipped',
      '@returned': 'skipped',
    })
  })
})
