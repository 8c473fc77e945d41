import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from './project.ts'
import { type Instruments, isAsWritten, qualityPage, reasonsSchema, unexplained } from './quality-page.ts'

const figure = { title: 'one thing against another', unit: 'x', isGood: true }
const instruments: Instruments = {
  bench: {
    at: '2026-11-23T05:00:00.000Z',
    seed: 1,
    options: [],
    only: null,
    seconds: 600,
    machine: { cpu: 'some', cores: 2, memoryGiB: 4, system: 'linux', node: 'v24', postgresql: '18', pgbench: null },
    figures: [
      { ...figure, id: 'A', value: 0.6, floor: 0.3, goal: 0.5 },
      { ...figure, id: 'B', value: 0.4, floor: 0.3, goal: 0.5 },
      { ...figure, id: 'C', value: 3, ceiling: 4, goal: 2 },
      { ...figure, id: 'D', value: 5, ceiling: 4, isGood: false },
      { ...figure, id: 'E', value: 1_234 },
    ],
  },
  tests: { at: '2026-11-23T05:00:00.000Z', checks: [{ title: 'unit tests', passed: 10, failed: 0, seconds: 3.2 }] },
  mutants: null,
  walks: { at: '2026-11-23T05:00:00.000Z', seed: 1, steps: 350_000, procedures: 35, faults: 0 },
  lines: {
    security: {
      at: '2026-11-23T05:00:00.000Z',
      machine: 'some, 2 cores, Node v24',
      line: 'security: 9 cells, 0 differences',
      details: ['3 × 3'],
    },
  },
  reasons: {},
}
const why = 'a reason that says what stands in the way'

describe('the page of figures', () => {
  it('names every figure below its bound or its goal that has no reason', () => {
    expect(unexplained(instruments)).toEqual(['B', 'C', 'D'])
    expect(unexplained({ ...instruments, reasons: { B: why, C: why } })).toEqual(['D'])
  })

  it('holds figures, machine, reasons, counts, and what was not run', () => {
    const page = qualityPage({ ...instruments, reasons: { B: why, C: why, D: why } })
    expect(page).toContain('| A | 0.60 x | ≥ 0.30 | 0.50 | good | one thing against another |')
    expect(page).toContain('| D | 5.00 x | ≤ 4.00 |  | **beyond its bound** | one thing against another |')
    expect(page).toContain('| E | 1,234 x | printed |')
    expect(page).toContain(`- **C**: ${why}`)
    expect(page).toContain('2 cores, 4 GiB, linux, Node v24, PostgreSQL 18, without pgbench')
    expect(page).toContain('| unit tests | 10 | 0 | 3 s |')
    expect(page).toContain('350,000 steps through 35 procedures, 0 faults')
    expect(page).toContain('| security: 9 cells, 0 differences<br>3 × 3 | 2026-11-23T05:00:00.000Z, some, 2 cores, Node v24 |')
    expect(page).toContain('| `npm run invariants` | not run |')
    expect(page).toContain('Not run: `npm run verify:mutants`.')
    expect(isAsWritten(page)).toBe(true)
    expect(isAsWritten(page.replace('0.60', '0.70'))).toBe(false)
  })

  it('stands in the tree as the script wrote it, with reasons that say something', () => {
    expect(isAsWritten(readFileSync(join(projectRoot, 'tests/QUALITY.md'), 'utf8'))).toBe(true)
    reasonsSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'server/tools/quality-reasons.json'), 'utf8')))
  })
})
