import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '#server/modules/procedure/catalogue-rows.ts'
import { projectRoot } from '#server/tools/project.ts'
import { keeper } from '#tests/builders/definitions.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody } from '#tests/builders/people.ts'
import { definitionSchema } from '#workflows/procedure/definition.ts'
import { verify } from '#workflows/procedure/verify.ts'

const generate = (...options: string[]) => {
  const done = spawnSync(process.execPath, ['server/tools/run.mjs', 'server/tools/procedures-generate.ts', ...options], {
    cwd: projectRoot,
    env: process.env,
    encoding: 'utf8',
  })
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() }
}
const figures = async () =>
  (
    await asOwner(
      `SELECT count(*)::int AS all, count(DISTINCT p."nameVi")::int AS names,
         (count(*) FILTER (WHERE v."onlineLevel" = 'full'))::int AS full, (count(*) FILTER (WHERE v."onlineLevel" = 'partial'))::int AS partial,
         (count(*) FILTER (WHERE v."onlineLevel" = 'information'))::int AS information, (count(*) FILTER (WHERE 'PORTAL' = ANY (v.sources)))::int AS portal
       FROM "ProcedureVersion" v JOIN "Procedure" p ON p.code = v."procedureCode" WHERE v.generated`,
    )
  )[0]
const hashes = () =>
  asOwner<{ id: string; sha256: string }>(`SELECT id, sha256 FROM "ProcedureVersion" WHERE generated ORDER BY id`)
const scansOf = async (index: string) =>
  Number((await asOwner<{ n: string }>(`SELECT idx_scan AS n FROM pg_stat_user_indexes WHERE indexrelname = $1`, [index]))[0]?.n)
const isReal = ({ code }: { code: string }) => !code.startsWith('9.')

beforeAll(() => {
  const { code, said } = generate('--count', '1950', '--seed', '1')
  expect(said).toMatch(/^procedures:generate: 1950 loaded, 0 kept/)
  expect(code).toBe(0)
})

describe('the generated catalogue', () => {
  it('has the numbers of a province, and each name once', async () => {
    expect(await figures()).toEqual({ all: 1950, names: 1950, full: 587, partial: 1130, information: 233, portal: 574 })
  })
  it('is made of definitions that can each be read, under the hash that is stored', async () => {
    const rows = await asOwner<{ definition: unknown; sha256: string }>(
      `SELECT definition, sha256 FROM "ProcedureVersion" WHERE generated`,
    )
    for (const { definition, sha256 } of rows) expect(rowsOf(definitionSchema.parse(definition)).version.sha256).toBe(sha256)
  })
  it('runs: whatever is looked at more closely has no findings', async () => {
    const rows = await asOwner<{ definition: unknown }>(
      `SELECT definition FROM "ProcedureVersion" WHERE generated AND right(id, 5) IN ('001@1', '502@1') ORDER BY id LIMIT 3`,
    )
    for (const { definition } of rows) expect(verify(definitionSchema.parse(definition)).findings).toEqual([])
  })
  it('says everywhere that it is no real one', async () => {
    const [card] = (await nobody().procedure.search({ q: 'ban le ruou' })).items
    expect(card).toMatchObject({ generated: true })
    expect(await nobody().procedure.get({ code: card?.code ?? '' })).toMatchObject({
      generated: true,
      verified: false,
      verifiedNoteVi: expect.stringContaining('Dữ liệu mẫu sinh tự động'),
    })
  })
  it('takes nothing in where it only informs', async () => {
    const { items } = await (await keeper()).procedure.list({ kind: 'generated', online: 'information', level: 'commune' })
    const code = items[0]?.code ?? ''
    expect((await nobody().procedure.get({ code })).sources).toEqual(['DESK'])
    await expect(
      as(await citizen()).draft.start({ procedureCode: code, agencyId: 'xa-a', source: 'ONLINE' }),
    ).rejects.toMatchObject({
      message: 'PROCEDURE_NOT_ONLINE',
    })
  })
})

describe('lists with two thousand procedures', () => {
  it.each([
    ['cap lai giay phep ban le ruou', 'Cấp lại giấy phép bán lẻ rượu'],
    ['giấy phép bán lẻ rượu', 'giấy phép bán lẻ rượu'],
    ['DANG KY TO HOP TAC', 'Đăng ký tổ hợp tác'],
    ['chung chi hanh nghe thu y', 'chứng chỉ hành nghề thú y'],
    ['tro cap tho cung liet si', 'trợ cấp thờ cúng liệt sĩ'],
  ])('"%s" finds what is meant', async (q, name) => {
    const [first] = (await nobody().procedure.search({ q })).items
    expect(first?.nameVi).toContain(name)
  })
  it.each(['khai sinh', 'dang ky khai sinh', 'ho kinh doanh', 'chung thuc ban sao'])(
    '"%s" still finds a real one first',
    async (q) => {
      const { items } = await nobody().procedure.search({ q })
      expect(items[0]).toSatisfy(isReal)
    },
  )
  it('show real procedures first, and each procedure once to the end', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; ; ) {
      const page = await nobody().procedure.search({ cursor })
      seen.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor
      if (!cursor || seen.length > 3000) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((code) => !isReal({ code }))).toHaveLength(1950)
    expect(seen.findIndex((code) => !isReal({ code }))).toBe(seen.filter((code) => isReal({ code })).length)
  })
  it('page through what is found by words, each once', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; ; ) {
      const page = await nobody().procedure.search({ q: 'hợp tác xã', cursor })
      seen.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor
      if (!cursor || seen.length > 3000) break
    }
    expect(seen.length).toBeGreaterThan(50)
    expect(new Set(seen).size).toBe(seen.length)
  })
  it('leave the first page to the real ones', async () => {
    const { popular, lifeEvents } = await nobody().procedure.home()
    expect(popular.every(isReal)).toBe(true)
    expect(lifeEvents.flatMap(({ procedures }) => procedures).every(isReal)).toBe(true)
  })
  it('let an administrator filter them, with the count of all', async () => {
    const api = await keeper()
    expect((await api.procedure.list({ kind: 'generated', online: 'full' })).total).toBe(587)
    expect((await api.procedure.list({ kind: 'generated', q: 'liet si', online: 'information' })).total).toBeGreaterThan(0)
    expect((await api.procedure.list({ kind: 'real' })).items.every(isReal)).toBe(true)
  })
  it('are filtered by the index of their words where administrators look', async () => {
    const before = await scansOf('Procedure_search_trgm')
    await (await keeper()).procedure.list({ q: 'chung chi hanh nghe kien truc' })
    // the database counts a little later
    await expect.poll(() => scansOf('Procedure_search_trgm'), { timeout: 20_000, interval: 500 }).toBeGreaterThan(before)
  })
})

describe('the command', () => {
  it('makes the same for the same seed, and something else for another', async () => {
    const first = await hashes()
    expect(generate('--count', '1950', '--seed', '1').code).toBe(0)
    expect(await hashes()).toEqual(first)
    expect(generate('--count', '40', '--seed', '2').code).toBe(0)
    expect(await figures()).toMatchObject({ all: 40, full: 12, partial: 23, information: 5, portal: 12 })
    expect((await hashes()).slice(0, 40)).not.toEqual(first.slice(0, 40))
  })
  it.each([[['--count', '0']], [['--count', 'many']], [['--count', '100000']], [['--seed', '-1']], [['--all']]])(
    'refuses %j and changes nothing',
    async (given) => {
      const before = await hashes()
      const { code, said } = generate(...given)
      expect(code).toBe(1)
      expect(said).not.toMatch(/\n\s+at /)
      expect(await hashes()).toEqual(before)
    },
  )
  it('takes all away again, but for what somebody has filed for', async () => {
    const { items } = await (await keeper()).procedure.list({ kind: 'generated', online: 'full', level: 'commune' })
    let kept = ''
    for (const { code } of items) {
      const { agencies } = await nobody().procedure.get({ code })
      if (!agencies.some(({ id }) => id === 'xa-a')) continue
      await as(await citizen()).draft.start({ procedureCode: code, agencyId: 'xa-a', source: 'ONLINE' })
      kept = code
      break
    }
    const real = () => asOwner(`SELECT count(*) FROM "ProcedureVersion" WHERE NOT generated`)
    const before = await real()
    expect(generate('--remove').said).toBe('procedures:generate: 39 removed, 1 kept because somebody has filed for them')
    expect((await hashes()).map(({ id }) => id)).toEqual([`${kept}@1`])
    expect(await real()).toEqual(before)
  })
})
