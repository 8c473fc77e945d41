import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { searchProceduresSchema } from '#server/modules/procedure/procedure.schema.ts'
import { searchProcedures } from '#server/modules/procedure/search-procedures.ts'
import { leaveLine } from '#server/tools/last-line.ts'
import { loadSamples } from './samples.ts'

const queriesSchema = z.record(z.string(), z.array(z.object({ q: z.string(), code: z.string() })))
const queries = queriesSchema.parse(JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8')))
const all = Object.values(queries).flat()

const PLACES = 3
const SHARE = 0.95

// the use case itself: the endpoint counts how often one visitor asks
const search = (q: string) => searchProcedures(searchProceduresSchema.parse({ q }))

interface Miss {
  group: string
  q: string
  code: string
  found: string[]
}

async function misses(): Promise<Miss[]> {
  const missed: Miss[] = []
  for (const [group, list] of Object.entries(queries))
    for (const { q, code } of list) {
      const { items } = await search(q)
      const first = items.slice(0, PLACES)
      if (!first.some((item) => item.code === code))
        missed.push({ group, q, code, found: first.map((item) => `${item.code} ${item.nameVi}`) })
    }
  return missed
}

function report(name: string, missed: readonly Miss[]): number {
  const share = 1 - missed.length / all.length
  const line = `${name}: ${all.length} queries, ${missed.length} missed (${(share * 100).toFixed(1)} % in the first ${PLACES})`
  leaveLine(`search-${name.replaceAll(' ', '-')}`, line)
  console.log(line)
  for (const { group, q, code, found } of missed)
    console.log(`  ${group}: "${q}" wants ${code}, found ${found.join(' | ') || 'nothing'}`)
  return share
}

describe('what people type', () => {
  it('is a set of at least 120 questions, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(120)
    expect(new Set(all.map(({ q }) => q)).size).toBe(all.length)
  })
  it('finds the right procedure among the first three', async () => {
    expect(report('real procedures', await misses())).toBeGreaterThanOrEqual(SHARE)
  }, 120_000)
})

describe('with 1,950 more procedures', () => {
  beforeAll(loadSamples, 120_000)

  it('still finds it', async () => {
    expect(report('with samples', await misses())).toBeGreaterThanOrEqual(SHARE)
  }, 120_000)
  it('answers each with a small part of a second of one processor', async () => {
    const costs: number[] = []
    for (const { q } of all) {
      // not by the clock: other tests run beside this one
      const from = process.cpuUsage()
      await search(q)
      const { user, system } = process.cpuUsage(from)
      costs.push((user + system) / 1_000)
    }
    costs.sort((a, b) => a - b)
    const median = costs[Math.floor(costs.length / 2)] ?? 0
    const most = costs[Math.floor(costs.length * 0.95)] ?? 0
    console.log(`search: ${median.toFixed(1)} ms of one processor in the median, ${most.toFixed(1)} ms in 95 %`)
    expect(most).toBeLessThan(150)
  }, 120_000)
})
