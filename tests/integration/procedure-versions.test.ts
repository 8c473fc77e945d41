import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { db } from '#server/db.ts'
import { publishFile } from '#server/modules/procedure/publish.ts'
import { fileOf, fresh, keeper } from '#tests/builders/definitions.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { nobody } from '#tests/builders/people.ts'
import { definitionSchema } from '#workflows/procedure/definition.ts'
import { sampleDefinition } from '#workflows/procedure/sample.test-support.ts'

const CATALOGUE = new URL('../../workflows/catalogue/', import.meta.url)
const files = readdirSync(CATALOGUE).filter((name) => name.endsWith('.json'))
const textOf = (name: string) => readFileSync(new URL(name, CATALOGUE), 'utf8')

const soon = '2999-01-01'

describe('files of versions', () => {
  it.each(files)('%s comes out as it went in, byte for byte', async (name) => {
    const text = textOf(name)
    const { code, version } = definitionSchema.parse(JSON.parse(text))
    const { outcome } = await publishFile(text)
    expect(['published', 'unchanged']).toContain(outcome)
    const file = await (await keeper()).procedure.file({ code, version })
    expect(file).toEqual({ name: `${code}.json`, text })
  })
  it('is the same text again after the database has reordered its keys', async () => {
    const definition = fresh({
      cases: [
        {
          ...sampleDefinition().cases[0],
          stepLimits: { visit: sampleDefinition().limit, tax: sampleDefinition().limit, check: sampleDefinition().limit },
        },
        sampleDefinition().cases[1],
      ],
      limit: { unit: 'workingDay', amount: 30 },
    })
    await publishFile(fileOf(definition))
    expect((await (await keeper()).procedure.file({ code: definition.code, version: 1 })).text).toBe(fileOf(definition))
  })
})

describe('publishing', () => {
  it('stores a first version that is in force at once, and finds it', async () => {
    const definition = fresh({ nameVi: 'Cấp giấy phép nuôi rồng', nameEn: 'Dragon keeping permit' })
    const published = await (await keeper()).procedure.publishVersion({ text: fileOf(definition) })
    expect(published).toMatchObject({ outcome: 'published', version: 1, effectiveFrom: '2026-01-01' })
    expect((await nobody().procedure.search({ q: 'nuoi rong' })).items[0]?.code).toBe(definition.code)
    expect(await nobody().procedure.get({ code: definition.code })).toMatchObject({
      nameVi: 'Cấp giấy phép nuôi rồng',
      version: 1,
    })
  })
  it('is harmless twice', async () => {
    const definition = fresh()
    const api = await keeper()
    await api.procedure.publishVersion({ text: fileOf(definition) })
    expect(await api.procedure.publishVersion({ text: fileOf(definition) })).toMatchObject({ outcome: 'unchanged' })
    const next = { text: fileOf({ ...definition, summaryVi: 'Khác' }), effectiveFrom: soon, asNext: true }
    expect(await api.procedure.publishVersion(next)).toMatchObject({ outcome: 'published', version: 2 })
    expect(await api.procedure.publishVersion(next)).toMatchObject({ outcome: 'unchanged', version: 2 })
  })
  it('puts the next version behind the one in force, which still opens dossiers until the day before', async () => {
    const definition = fresh()
    const api = await keeper()
    await api.procedure.publishVersion({ text: fileOf(definition) })
    await api.procedure.publishVersion({ text: fileOf({ ...definition, nameVi: 'Tên mới' }), effectiveFrom: soon, asNext: true })
    expect(await nobody().procedure.get({ code: definition.code })).toMatchObject({ version: 1, nameVi: definition.nameVi })
    const { versions } = await api.procedure.version({ code: definition.code, version: 2 })
    expect(
      versions.map(({ version, effectiveFrom, effectiveTo, standing }) => [version, effectiveFrom, effectiveTo, standing]),
    ).toEqual([
      [2, soon, null, 'future'],
      [1, '2026-01-01', '2998-12-31', 'inForce'],
    ])
    const [row] = await asOwner<{ one: string; two: string }>(
      `SELECT (SELECT id FROM "ProcedureVersion" WHERE "procedureCode" = $1 AND '2998-12-31'::date BETWEEN "effectiveFrom" AND coalesce("effectiveTo", 'infinity')) AS one,
              (SELECT id FROM "ProcedureVersion" WHERE "procedureCode" = $1 AND '2999-01-01'::date BETWEEN "effectiveFrom" AND coalesce("effectiveTo", 'infinity')) AS two`,
      [definition.code],
    )
    expect(row).toEqual({ one: `${definition.code}@1`, two: `${definition.code}@2` })
  })
  it('refuses a next version that would begin today or earlier', async () => {
    const definition = fresh()
    const api = await keeper()
    await api.procedure.publishVersion({ text: fileOf(definition) })
    await expect(
      api.procedure.publishVersion({
        text: fileOf({ ...definition, summaryVi: 'Khác' }),
        effectiveFrom: '2026-02-01',
        asNext: true,
      }),
    ).rejects.toMatchObject({
      message: 'INPUT_INVALID',
      cause: { details: { fieldErrors: { effectiveFrom: ['procedure.dateNotFuture'] } } },
    })
  })
  it('refuses days that another version holds', async () => {
    const definition = fresh()
    const api = await keeper()
    await api.procedure.publishVersion({ text: fileOf(definition) })
    await api.procedure.publishVersion({ text: fileOf({ ...definition, summaryVi: 'Hai' }), effectiveFrom: soon, asNext: true })
    await expect(
      api.procedure.publishVersion({
        text: fileOf({ ...definition, summaryVi: 'Ba' }),
        effectiveFrom: '2998-05-05',
        asNext: true,
      }),
    ).rejects.toMatchObject({ message: 'VERSION_OVERLAPS', code: 'CONFLICT' })
  })
  it('refuses a number that is taken or leaves a gap', async () => {
    const definition = fresh()
    const api = await keeper()
    await api.procedure.publishVersion({ text: fileOf(definition) })
    for (const [version, summaryVi] of [
      [1, 'Sửa lén'],
      [3, 'Nhảy cóc'],
    ] as const)
      await expect(
        api.procedure.publishVersion({ text: fileOf({ ...definition, version, summaryVi }), effectiveFrom: soon }),
      ).rejects.toMatchObject({ message: 'VERSION_TAKEN' })
    const ended = { ...definition, version: 2, effectiveFrom: soon, effectiveTo: '2999-06-30' }
    await api.procedure.publishVersion({ text: fileOf(ended) })
    await expect(
      api.procedure.publishVersion({ text: fileOf(ended), effectiveFrom: '2999-07-01', asNext: true }),
    ).rejects.toMatchObject({ cause: { details: { fieldErrors: { effectiveFrom: ['procedure.dateAfterEnd'] } } } })
  })
  it('lets one of two at the same moment through', async () => {
    const definition = fresh()
    await publishFile(fileOf(definition))
    const outcomes = await Promise.allSettled(
      ['Hai', 'Hai khác'].map((summaryVi) =>
        publishFile(fileOf({ ...definition, version: 2, summaryVi }), { effectiveFrom: soon }),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a file with faults', () => {
  const broken = {
    'that is no JSON': '{',
    'with an unknown role': fileOf(fresh()).replace('"officer"', '"king"'),
    'with an unknown field in a condition': fileOf(fresh()).replaceAll('kindOfMatter = \\"posted\\"', 'nobodyKnows = 1'),
    'with a target that does not exist': fileOf(fresh()).replaceAll('"to": "register"', '"to": "nowhere"'),
    'with a step twice': fileOf({
      ...fresh(),
      steps: sampleDefinition().steps.flatMap((step, index) => (index === 1 ? [step, step] : [step])),
    }),
    'with a key that nobody knows': fileOf(fresh()).replace('"schema": 1', '"schema": 1, "colour": "red"'),
    'with a code of samples': fileOf(sampleDefinition({ code: '9.000001' })),
    'that only informs and is filed online': fileOf(fresh()).replace('"level": "full"', '"level": "information"'),
  }
  it.each(Object.entries(broken))('%s is refused with its places, and nothing is stored', async (_what, text) => {
    const api = await keeper()
    const count = () => asOwner(`SELECT (SELECT count(*) FROM "ProcedureVersion") AS v, (SELECT count(*) FROM "Procedure") AS p`)
    const before = await count()
    const { findings } = await api.procedure.checkVersion({ text })
    expect(findings.length).toBeGreaterThan(0)
    for (const { vi, en, place } of findings) expect([vi !== '', en !== '', typeof place]).toEqual([true, true, 'string'])
    await expect(api.procedure.publishVersion({ text })).rejects.toMatchObject({
      message: 'DEFINITION_REFUSED',
      code: 'BAD_REQUEST',
      cause: { details: { findings } },
    })
    expect(await count()).toEqual(before)
  })
  it('larger than any file is refused before it is read', async () => {
    await expect((await keeper()).procedure.checkVersion({ text: ' '.repeat(1_000_001) })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
  })
  it('that is sound tells what would be published', async () => {
    const definition = fresh()
    expect(await (await keeper()).procedure.checkVersion({ text: fileOf(definition) })).toMatchObject({
      findings: [],
      head: { code: definition.code, version: 1 },
      next: 1,
      newest: null,
    })
  })
})

describe('a published version', () => {
  const of = async () => {
    const definition = fresh()
    await publishFile(fileOf(definition))
    return `${definition.code}@1`
  }
  it.each([
    ['its definition', `definition = definition || '{"verified": true}'`],
    ['its hash', `sha256 = 'x'`],
    ['its first day', `"effectiveFrom" = '2026-02-02'`],
    ['its level of service', `"onlineLevel" = 'partial'`],
    ['whether it is a sample', `generated = true`],
    ['an end before its beginning', `"effectiveTo" = '2025-01-01'`],
  ])('keeps %s, whoever asks', async (_what, change) => {
    const id = await of()
    await expect(asOwner(`UPDATE "ProcedureVersion" SET ${change} WHERE id = $1`, [id])).rejects.toThrow(/never change/)
    await expect(db.$executeRawUnsafe(`UPDATE "ProcedureVersion" SET ${change} WHERE id = '${id}'`)).rejects.toThrow(
      /permission denied/,
    )
  })
  it('is closed once, and then stays closed', async () => {
    const id = await of()
    await asOwner(`UPDATE "ProcedureVersion" SET "effectiveTo" = '2030-01-01' WHERE id = $1`, [id])
    await expect(asOwner(`UPDATE "ProcedureVersion" SET "effectiveTo" = '2031-01-01' WHERE id = $1`, [id])).rejects.toThrow(
      /never change/,
    )
  })
  it('cannot be written or deleted by the application but through the one function', async () => {
    await expect(db.$executeRawUnsafe(`INSERT INTO "ProcedureVersion" SELECT * FROM "ProcedureVersion" LIMIT 1`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(db.$executeRawUnsafe(`DELETE FROM "ProcedureVersion"`)).rejects.toThrow(/permission denied/)
    await expect(db.$executeRawUnsafe(`UPDATE "Procedure" SET popularity = 1`)).rejects.toThrow(/permission denied/)
  })
  it('is never in force together with another one of the same procedure', async () => {
    const id = await of()
    await expect(
      asOwner(
        `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom")
         SELECT id || 'x', "procedureCode", 2, definition, 'y', '2027-01-01' FROM "ProcedureVersion" WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow(/one_in_force/)
  })
})
