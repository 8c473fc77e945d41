import { describe, expect, it } from 'vitest'
import { sampleAnswers, sampleFacts } from '#server/modules/procedure/sample/sample-answers.ts'
import { samplePaper } from '#server/modules/procedure/sample/sample-paper.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { nobody } from '#tests/builders/people.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { validate } from '#workflows/form/validate.ts'
import { definitionSchema } from '#workflows/procedure/definition.ts'

const definitions = catalogue.map((definition) => definitionSchema.parse(definition))

describe('filled samples', () => {
  it.each(definitions.map((definition) => [definition.code, definition] as const))(
    'of %s are such as its form takes, and the same each time',
    (_, definition) => {
      const answers = sampleAnswers(definition)
      expect(validate(definition.form, answers, sampleFacts(definition)).issues).toEqual([])
      expect(sampleAnswers(definition)).toEqual(answers)
    },
  )
  it('are offered for declarations and for nothing that others issue', async () => {
    const { papers } = await nobody().procedure.get({ code: '1.001193' })
    expect(papers.filter(({ hasSample }) => hasSample).map(({ code }) => code)).toEqual(['to-khai'])
  })
  it('are PDFs, made once and the same bytes again', async () => {
    const first = await samplePaper('1.001193', 1, 'to-khai')
    expect(Buffer.from(first.bytes.slice(0, 5)).toString()).toBe('%PDF-')
    expect(first.bytes.length).toBeLessThan(200_000)
    const from = performance.now()
    expect((await samplePaper('1.001193', 1, 'to-khai')).bytes).toBe(first.bytes)
    expect(performance.now() - from).toBeLessThan(50)
  })
  it.each([
    ['1.001193', 1, 'giay-chung-sinh', 'NOT_FOUND'],
    ['1.001193', 1, 'no-such', 'NOT_FOUND'],
    ['1.001193', 99, 'to-khai', 'PROCEDURE_UNKNOWN'],
    ['9.999999', 1, 'to-khai', 'PROCEDURE_UNKNOWN'],
  ])('%s version %i %s: there is none', async (code, version, paper, fault) => {
    await expect(samplePaper(code, version, paper)).rejects.toMatchObject({ code: fault })
  })
})

describe('what is filed elsewhere', () => {
  it('names the place, with the code of the procedure in its address', async () => {
    expect((await nobody().procedure.get({ code: '1.001193' })).elsewhere).toBeNull()
    await asOwner(
      `INSERT INTO "Procedure" SELECT '9.000777', "nameVi", "nameEn", "fieldVi", level, "lifeEvents", '{}', 'x', 0 FROM "Procedure" WHERE code = '1.001193'`,
    )
    await asOwner(
      `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom")
       SELECT '9.000777@1', '9.000777', 1, definition || '{"code":"9.000777","route":"MINISTRY"}', 'x', "effectiveFrom" FROM "ProcedureVersion" WHERE id = '1.001193@1'`,
    )
    await asOwner(
      `UPDATE "Setting" SET value = jsonb_set(value, '{MINISTRY,url}', '"https://example.vn/nop?ma={code}"') WHERE key = 'procedure.elsewhere'`,
    )
    const { elsewhere, route } = await nobody().procedure.get({ code: '9.000777' })
    expect(route).toBe('MINISTRY')
    expect(elsewhere?.url).toBe('https://example.vn/nop?ma=9.000777')
  })
})
