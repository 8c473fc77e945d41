import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#server/tools/project.ts'

const folder = join(projectRoot, 'tests/bench')
const figures = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:\bid: |figure\(\s*)'([A-Z]\d+[a-z]?)'/g)].map(([, id = '']) => id),
  )

describe('figures of the bench', () => {
  it('have ids of their own', () => {
    expect(figures.length).toBeGreaterThan(30)
    expect(figures.filter((id, index) => figures.indexOf(id) !== index)).toEqual([])
  })

  it('each have a line that says what is measured against what', () => {
    const named = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| ([A-Z]\d[^|]*) \|/gm)].flatMap(
      ([, ids = '']) => ids.split(', '),
    )
    expect(figures.filter((id) => !named.includes(id))).toEqual([])
    expect(named.filter((id) => !figures.includes(id))).toEqual([])
  })
})
