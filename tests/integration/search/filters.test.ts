import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesInForce, lifeEventRows } from '#server/modules/procedure/search/catalogue.repository.ts'
import { eventsOf } from '#server/modules/procedure/search/catalogue.ts'
import { projectRoot } from '#server/tools/project.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { nobody } from '#tests/builders/people.ts'
import { procedure, publish } from '#tests/builders/procedures.ts'
import { loadSamples } from './samples.ts'

const COPY = '2.000815'
const search = (input: Parameters<ReturnType<typeof nobody>['procedure']['search']>[0]) => nobody().procedure.search(input)
const tool = (...options: string[]) => {
  const done = spawnSync(process.execPath, ['server/tools/run.mjs', 'server/tools/search-words.ts', ...options], {
    cwd: projectRoot,
    env: process.env,
    encoding: 'utf8',
  })
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() }
}
const folder = mkdtempSync(join(tmpdir(), 'words-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (rows: unknown) => {
  const file = join(folder, `${randomUUID()}.json`)
  writeFileSync(file, JSON.stringify(rows))
  return file
}

describe('narrowing the list', () => {
  it('by life event, field, level and way of filing together, each counted beside the others', async () => {
    const all = await search({})
    const land = await search({ event: 'nha-dat' })
    const partial = await search({ event: 'nha-dat', level: 'province', online: 'partial', field: 'Đất đai' })
    expect(land.total).toBeLessThan(all.total)
    expect(land.lifeEvent?.nameVi).toBe('Nhà đất')
    expect(partial.total).toBeGreaterThan(0)
    expect(partial.items.every(({ level, fieldVi }) => level === 'province' && fieldVi === 'Đất đai')).toBe(true)
    expect(land.facets.levels.find(({ value }) => value === 'province')?.n).toBe(
      (await search({ event: 'nha-dat', level: 'province' })).total,
    )
    expect(partial.facets.online.find(({ value }) => value === 'partial')?.n).toBe(partial.total)
  })
  it('keeps the words, and says what there is without it', async () => {
    const none = await search({ q: 'khai sinh', field: 'Đất đai' })
    expect(none.total).toBe(0)
    expect(none.instead[0]?.code).toBe('1.001193')
  })
  it('by something that does not exist filters by nothing, or finds nothing and goes on', async () => {
    expect((await search({ level: 'galaxy' as 'commune' })).total).toBe((await search({})).total)
    expect((await search({ event: 'no-such' })).instead.length).toBeGreaterThan(0)
  })
  it('pages to the end of a filtered list, each once', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; ; ) {
      const page = await search({ level: 'commune', cursor })
      seen.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor
      if (!cursor) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await search({ level: 'commune' })).total)
  })
})

describe('what is typed badly', () => {
  it.each([
    ['marks written apart', 'đăng ký khai sinh'.normalize('NFD')],
    ['zero-width signs', 'kh\u200bai\u200d si\ufeffnh'],
    ['a birthday cake', '🎂 khai sinh 🎉'],
    ['HTML', '<b>khai</b> <i>sinh</i>'],
  ])('%s are no obstacle', async (_, q) => {
    expect((await search({ q })).items[0]?.code).toBe('1.001193')
  })
  it('signs alone are told to be no words, and the list stands there', async () => {
    for (const q of ['🎂🎂', '%%%', '…', '\u200b\u200b.']) {
      const found = await search({ q })
      expect(found.isWordless).toBe(true)
      expect(found.items.length).toBeGreaterThan(0)
    }
  })
  it('ten thousand characters are refused, and said to be too many', async () => {
    await expect(search({ q: 'khai sinh '.repeat(1_000) })).rejects.toMatchObject({
      cause: { details: { fieldErrors: { q: ['search.tooLong'] } } },
    })
  })
})

describe('namesakes', () => {
  it('are told to be such, and each row says level and agency', async () => {
    const nameVi = 'Công nhận bến đò ngang mẫu'
    await publish(procedure({ nameVi }))
    await publish(procedure({ nameVi, level: 'province', competentAgencyVi: 'Sở Xây dựng' }))
    const found = await search({ q: nameVi })
    expect(found.hasLookAlikes).toBe(true)
    expect(
      found.items
        .slice(0, 2)
        .map(({ level, competentAgencyVi }) => `${level} ${competentAgencyVi}`)
        .sort(),
    ).toEqual(['commune Ủy ban nhân dân cấp xã', 'province Sở Xây dựng'])
    expect((await search({ q: `${nameVi} cấp tỉnh` })).items[0]?.level).toBe('province')
  })
})

describe('everyday words', () => {
  it('are data: imported, changed and taken away, and searched with at once', async () => {
    const before = (await search({ q: 'dập dấu bầu dục' })).items.map(({ code }) => code)
    expect(before).not.toContain(COPY)
    const row = { said: 'dập dấu bầu dục', kind: 'SYNONYM', means: ['chứng thực bản sao'], source: 'thử' }
    expect(tool(fileOf([row])).said).toBe('search:words: 1 written, 0 were there')
    expect(tool(fileOf([row])).said).toBe('search:words: 0 written, 1 were there')
    const found = await search({ q: 'dập dấu bầu dục' })
    expect(found.items[0]?.code).toBe(COPY)
    expect(found.understood).toBe('chứng thực bản sao')
    expect(tool('--remove', row.said).said).toBe('search:words: 1 removed')
    expect((await search({ q: 'dập dấu bầu dục' })).items.map(({ code }) => code)).toEqual(before)
  })
  it.each([
    ['no JSON array', {}],
    ['a synonym of nothing', [{ said: 'a', kind: 'SYNONYM', means: [], source: 'x' }]],
    [
      'two rows of one saying',
      [
        { said: 'Ông', kind: 'FILLER', means: [], source: 'x' },
        { said: 'ong', kind: 'FILLER', means: [], source: 'x' },
      ],
    ],
    ['signs only', [{ said: '…', kind: 'FILLER', means: [], source: 'x' }]],
  ])('are refused as a whole: %s', async (_, rows) => {
    const before = await asOwner(`SELECT key FROM "SearchWord" ORDER BY key`)
    const { code, said } = tool(fileOf(rows))
    expect(code).toBe(1)
    expect(said).toContain('nothing was changed')
    expect(await asOwner(`SELECT key FROM "SearchWord" ORDER BY key`)).toEqual(before)
  })
})

describe('life events', () => {
  beforeAll(loadSamples, 120_000)

  it('hold every procedure that there is', async () => {
    const events = await lifeEventRows()
    const homeless = (await entriesInForce()).filter((row) => !row.code.startsWith('8.') && eventsOf(row, events).length === 0)
    expect(homeless.map(({ code, fieldVi }) => `${code} ${fieldVi}`)).toEqual([])
  })
  it('lead to the ones that people mean', async () => {
    const of = async (event: string) => (await search({ event })).items.map(({ code }) => code)
    expect(await of('sinh-con')).toContain('1.001193')
    expect(await of('mat-nguoi-than')).toContain('1.000656')
    expect(await of('kinh-doanh')).toContain('1.001612')
    for (const { id } of await lifeEventRows()) expect((await search({ event: id })).total).toBeGreaterThan(0)
  })
})
