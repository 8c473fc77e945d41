import { describe, expect, it } from 'vitest'
import { asOwner } from '#tests/builders/owner.ts'
import { nobody } from '#tests/builders/people.ts'

const BIRTH = '1.001193'
const COPY = '2.000815'
const BUSINESS = '1.001612'

describe('searching procedures', () => {
  it.each([
    ['dang ky khai sinh', BIRTH],
    ['Đăng ký khai sinh', BIRTH],
    ['đăng kí khai sinh', BIRTH],
    ['DANG KY KHAI SINH', BIRTH],
    ['khai sinh qua han', BIRTH],
    ['khai sinh', BIRTH],
    ['khai xinh', BIRTH],
    ['dang ki khai sin', BIRTH],
    ['lam giay khai sinh cho con', BIRTH],
    ['birth registration', BIRTH],
    ['photo cong chung', COPY],
    ['công chứng bản sao', COPY],
    ['chung thuc ban xao', COPY],
    ['sao y bản chính', COPY],
    ['mo quan ca phe', BUSINESS],
    ['mở quán cà phê', BUSINESS],
    ['ho kinh danh', BUSINESS],
    ['1.001612', BUSINESS],
  ])('"%s" finds %s first', async (q, code) => {
    const { items } = await nobody().procedure.search({ q })
    expect(items[0]?.code).toBe(code)
  })

  it('says what it understood when nothing was spelt like that', async () => {
    const misspelt = await nobody().procedure.search({ q: 'khia sihn tre em' })
    const right = await nobody().procedure.search({ q: 'khai sinh' })
    expect(misspelt.understood).toBe('khai sinh trẻ em')
    expect(right.understood).toBeNull()
    expect((await nobody().procedure.search({ q: 'khia sihn', exact: true })).items).toEqual([])
  })

  it('finds nothing for words that mean nothing here', async () => {
    const nothing = await nobody().procedure.search({ q: 'zzzzqqqq' })
    expect(nothing).toMatchObject({ items: [], total: 0, nextCursor: null, understood: null })
    // and says where to go on
    expect(nothing.instead[0]?.code).toBe(BIRTH)
  })

  it('takes signs of SQL and patterns for what they are', async () => {
    expect((await nobody().procedure.search({ q: `%_'; DROP TABLE "Procedure"; --` })).items).toEqual([])
    expect((await nobody().procedure.search({ q: '%' })).items.length).toBeGreaterThan(0)
  })

  it('lists all for empty words, and one life event when asked', async () => {
    const all = await nobody().procedure.search({})
    expect(all.items.slice(0, 3).map(({ code }) => code)).toEqual([BIRTH, COPY, BUSINESS])
    const ofEvent = await nobody().procedure.search({ event: 'kinh-doanh' })
    expect(ofEvent.items[0]?.code).toBe(BUSINESS)
    expect(ofEvent.items.map(({ code }) => code)).not.toContain(BIRTH)
  })

  it('goes on where a page ended', async () => {
    const first = await nobody().procedure.search({})
    const rest = await nobody().procedure.search({ cursor: first.nextCursor })
    const seen = [...first.items, ...rest.items].map(({ code }) => code)
    expect(rest.items.length).toBeGreaterThan(0)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('begins at the first page for a cursor that is not ours', async () => {
    expect((await nobody().procedure.search({ cursor: 'abc' })).items[0]?.code).toBe(BIRTH)
  })

  it('refuses a question longer than any question', async () => {
    await expect(nobody().procedure.search({ q: 'a'.repeat(201) })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
      cause: { details: { fieldErrors: { q: ['search.tooLong'] } } },
    })
  })
})

describe('a procedure', () => {
  it('tells papers, fees, time, steps and where to go', async () => {
    const procedure = await nobody().procedure.get({ code: BUSINESS })
    expect(procedure).toMatchObject({
      nameVi: 'Đăng ký thành lập hộ kinh doanh',
      versionId: `${BUSINESS}@1`,
      onlineLevel: 'full',
      filedAtDesk: true,
      limit: { unit: 'workingDay', amount: 3 },
      feeSummary: { kind: 'fixed', amountVnd: 100_000 },
    })
    expect(procedure.papers.length).toBeGreaterThan(0)
    expect(procedure.steps.every(({ publicVi, whoVi }) => publicVi !== '' && whoVi !== '')).toBe(true)
    expect(procedure.agencies.map(({ id }) => id)).toEqual(['xa-a', 'xa-b'])
  })

  it('names the amount that the place sets', async () => {
    const { fees, feeSummary } = await nobody().procedure.get({ code: BIRTH })
    expect(feeSummary).toEqual({ kind: 'varies' })
    expect(fees[0]?.localAmountVnd).toBe(8_000)
  })

  it('is not found under a code that nobody has', async () => {
    await expect(nobody().procedure.get({ code: '9.999999' })).rejects.toMatchObject({
      message: 'PROCEDURE_UNKNOWN',
      code: 'NOT_FOUND',
    })
    await expect(nobody().procedure.get({ code: 'x' })).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })

  it('is not to be had before its version is in force', async () => {
    await asOwner(
      `INSERT INTO "Procedure" SELECT '9.000001', "nameVi", "nameEn", "fieldVi", level, '{}', '{}', 'thu tuc tuong lai', 0 FROM "Procedure" WHERE code = $1`,
      [BUSINESS],
    )
    await asOwner(
      `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom")
       SELECT '9.000001@1', '9.000001', 1, definition, sha256, '2999-01-01' FROM "ProcedureVersion" WHERE id = $1`,
      [`${BUSINESS}@1`],
    )
    await expect(nobody().procedure.get({ code: '9.000001' })).rejects.toMatchObject({
      message: 'VERSION_NOT_EFFECTIVE',
      code: 'CONFLICT',
    })
    expect((await nobody().procedure.search({ q: 'thu tuc tuong lai' })).items.map(({ code }) => code)).not.toContain('9.000001')
  })

  it('never changes once it is published', async () => {
    await expect(asOwner(`UPDATE "ProcedureVersion" SET sha256 = 'x' WHERE id = $1`, [`${BIRTH}@1`])).rejects.toThrow(
      /never change/,
    )
  })
})

describe('the first page', () => {
  it('shows what is asked most, by life event, and no figures before anything is finished', async () => {
    const home = await nobody().procedure.home()
    expect(home.popular.slice(0, 3).map(({ code }) => code)).toEqual([BIRTH, COPY, BUSINESS])
    expect(home.lifeEvents.find(({ id }) => id === 'sinh-con')?.procedures[0]?.code).toBe(BIRTH)
    expect(home.figures).toMatchObject({ finished: 0, finishedOnTimePercent: null })
  })
})

describe('places', () => {
  it('are the provinces and communes in force, in Vietnamese order', async () => {
    const provinces = await nobody().place.provinces()
    expect(provinces).toHaveLength(34)
    const communes = await nobody().place.communes({ province: '31' })
    expect(communes.map(({ nameVi }) => nameVi)).toContain('Phường Gia Viên')
    expect(communes.findIndex(({ nameVi }) => nameVi === 'Phường Đông Hải')).toBeGreaterThan(
      communes.findIndex(({ nameVi }) => nameVi === 'Phường Dương Kinh'),
    )
  })

  it('of no known province are none', async () => {
    expect(await nobody().place.communes({ province: '00' })).toEqual([])
    await expect(nobody().place.communes({ province: 'abc' })).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })
})
