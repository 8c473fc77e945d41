import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { arrivedBusiness, processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

async function ended(person: CitizenActor): Promise<string> {
  const { code } = await arrivedBusiness(person)
  await as(person).dossier.withdraw({ code, requestId: randomUUID(), reason: 'Tôi không cần làm nữa' })
  return code
}

describe('a rating', () => {
  it('is given once the dossier has ended, by its applicant, and changed for some days', async () => {
    const person = await citizen()
    const { code: open } = await processingBusiness(person)
    expect(await as(person).rating.mine({ code: open })).toEqual({ mayRate: false, rating: null })
    await expect(as(person).rating.give({ code: open, level: 5 })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })

    const code = await ended(person)
    await expect(as(await citizen()).rating.give({ code, level: 5 })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await as(person).rating.give({ code, level: 2, reasons: ['slow'], words: 'Phải đi lại ba lần' })
    await as(person).rating.give({ code, level: 4, reasons: ['clear', 'clear'] })
    expect(await as(person).rating.mine({ code })).toMatchObject({
      mayRate: true,
      rating: { level: 4, reasons: ['clear'], words: '' },
    })
    expect(
      await asOwner(`SELECT level FROM "Rating" r JOIN "DossierLocator" l ON l.id = r."dossierId" WHERE l.code = $1`, [code]),
    ).toEqual([{ level: 4 }])

    await asOwner(`UPDATE "Rating" SET "createdAt" = "createdAt" - interval '16 days'`)
    await expect(as(person).rating.give({ code, level: 1 })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    expect(await as(person).rating.mine({ code })).toMatchObject({ mayRate: false, rating: { level: 4 } })
  })

  it.each([
    ['no level', { level: 0 }],
    ['a level and a half', { level: 1.5 }],
    ['a reason that does not fit', { level: 5, reasons: ['slow'] }],
    ['a reason that is none', { level: 3, reasons: ['x'] }],
    ['too many words', { level: 3, words: 'a'.repeat(1001) }],
  ])('with %s is refused', async (_, about) => {
    const person = await citizen()
    const code = await ended(person)
    await expect(as(person).rating.give({ code, ...about } as never)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect(await as(person).rating.mine({ code })).toEqual({ mayRate: true, rating: null })
  })
})

describe('figures of an agency', () => {
  beforeAll(async () => {
    await asOwner(`DELETE FROM "Rating"`)
    const rate = (at: string, level: number, n: number) =>
      asOwner(
        `INSERT INTO "Rating" ("homeAgencyId", "dossierId", "accountId", "agencyId", "receivingPointId", "procedureCode", level, reasons, words, "createdAt", "updatedAt")
         SELECT 'xa-a', gen_random_uuid()::text, 'x', 'xa-a', 'xa-a', '1', $1, '{fast}', 'lời ' || $3, app_now() - $2::interval, app_now() FROM generate_series(1, $3::int)`,
        [level, at, n],
      )
    await rate('0 days', 5, 6)
    await rate('0 days', 1, 2)
    await rate('70 days', 1, 4)
  })

  it('are shown by month, and not where so few rated that one could guess who', async () => {
    const figures = await as(await staff('director')).rating.figures({})
    expect(figures.months[0]).toMatchObject({
      isShown: true,
      n: 8,
      levels: [2, 0, 0, 0, 6],
      satisfied: 75,
      reasons: [{ reason: 'fast', times: 8 }],
    })
    expect(figures.months[1]).toEqual({ month: expect.any(String), isShown: false })
    expect(figures.words).not.toContain('lời 4')
  })

  it('are for those who answer for the agency', async () => {
    await expect(as(await staff('desk')).rating.figures({})).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('director', 'xa-b')).rating.figures({ agencyId: 'xa-a' })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
  })
})
