import { describe, expect, it } from 'vitest'
import { db } from '#server/db.ts'
import { byName } from '#server/modules/dossier/search.repository.ts'
import { fold } from '#server/modules/procedure/fold.ts'
import { arrivedBusiness, processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const name = 'Đặng Thị Quỳnh Giao Kiểm'

describe('finding a dossier', () => {
  it('goes by words of the name, with and without accents, in any order, whole words only', async () => {
    const { code } = await arrivedBusiness(await citizen({ fullName: name }))
    const desk = as(await staff('desk'))
    const codesOf = async (q: string) => (await desk.work.search({ q })).items.map((item) => item.code)
    for (const q of ['dang thi quynh giao kiem', 'ĐẶNG QUỲNH', 'kiem giao', 'Kiểm  Đặng', name.normalize('NFD')])
      expect(await codesOf(q), q).toContain(code)
    for (const q of ['dang thi quynh giao hoa', 'qui', 'kie']) expect(await codesOf(q), q).not.toContain(code)
    const [item] = (await desk.work.search({ q: 'quynh giao kiem' })).items
    expect(item).toMatchObject({ ownerName: name, applicantName: null, endedAt: null })
  })

  it('goes by personal number and by code', async () => {
    const owner = await citizen({ fullName: name })
    const { code } = await arrivedBusiness(owner)
    const desk = as(await staff('desk'))
    expect((await desk.work.search({ q: owner.personalId ?? '' })).items.map((item) => item.code)).toEqual([code])
    expect((await desk.work.search({ q: code.toLowerCase() })).items.map((item) => item.code)).toEqual([code])
  })

  it('shows nobody what is not theirs', async () => {
    const { code } = await processingBusiness(await citizen({ fullName: name }))
    const seen = async (role: string, agency: string) =>
      (await as(await staff(role, agency)).work.search({ q: 'quynh giao kiem' })).items.some((item) => item.code === code)
    expect(await seen('officer-economy', 'xa-a')).toBe(true)
    expect(await seen('desk', 'xa-b')).toBe(false)
    expect(await seen('officer', 'so-tc')).toBe(false)
    expect(await seen('admin', 'xa-a')).toBe(false)
  })

  it('knows which other agencies have to do with it', async () => {
    const { code } = await processingBusiness(await citizen({ fullName: name }))
    const { id, homeAgencyId } = await db.dossierLocator.findUniqueOrThrow({ where: { code } })
    const agenciesOf = async () =>
      (await db.dossierParty.findFirstOrThrow({ where: { homeAgencyId, dossierId: id, kind: 'OWNER' } })).agencyIds
    expect(await agenciesOf()).toEqual([])
    await asOwner(`UPDATE "WorkItem" SET "agencyId" = 'so-tc' WHERE "dossierId" = $1 AND "closedAt" IS NULL`, [id])
    await asOwner(`UPDATE "Dossier" SET "competentAgencyId" = 'so-nv' WHERE id = $1`, [id])
    expect((await agenciesOf()).toSorted()).toEqual(['so-nv', 'so-tc'])
    const [found] = await byName({ agencyIds: ['so-tc'], years: [new Date().getUTCFullYear()], words: ['kiem'] }, null, 10)
    expect(found).toMatchObject({ dossierId: id })
  })

  it('goes on behind a key, each dossier once', async () => {
    const surname = 'Khuất Ngân Trang'
    const owner = await citizen({ fullName: surname })
    const made: string[] = []
    for (let n = 0; n < 23; n += 1) made.push((await arrivedBusiness(owner)).code)
    const desk = as(await staff('desk'))
    const first = await desk.work.search({ q: 'khuat trang' })
    expect(first.items).toHaveLength(20)
    const second = await desk.work.search({ q: 'khuat trang', cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map((item) => item.code).toSorted()).toEqual(made.toSorted())
    expect(second.nextCursor).toBeNull()
  })

  it('says what is asked for when there is no word', async () => {
    const desk = as(await staff('desk'))
    for (const q of ['- -', 'a', 'mot hai ba bon nam sau bay'])
      await expect(desk.work.search({ q })).rejects.toMatchObject({
        message: 'INPUT_INVALID',
        cause: { details: { path: 'q', messageKey: 'dossier.searchWords' } },
      })
  })

  it('folds names in the database as everywhere else', async () => {
    for (const words of ['Nguyễn  Thị Thùy-Dương', 'ĐẶNG Quỳnh Ỷ', 'O’Neil Jr.', 'Lê\u200bVăn A', 'Hồ Chí Kỷ', 'Ý Nhi'])
      expect(await db.$queryRaw`SELECT fold_words(${words}) AS words`, words).toEqual([{ words: fold(words).split(' ') }])
  })
})
