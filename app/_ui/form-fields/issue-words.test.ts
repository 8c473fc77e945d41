import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import vi from '#app/_messages/vi.json'

/** The keys are written where an answer is judged; a key without a sentence would tell people only that something is wrong. */
const judged = ['workflows/form/read-field.ts', 'workflows/form/validate.ts'].map((file) => readFileSync(file, 'utf8')).join()

describe('what is wrong with an answer', () => {
  it('has a sentence for every way to be wrong', () => {
    const keys = new Set([...judged.matchAll(/'form\.(\w+)'/g)].map(([, key]) => key ?? ''))
    expect(keys.size).toBeGreaterThan(20)
    expect(Object.keys(vi.form.errors)).toEqual(expect.arrayContaining([...keys]))
  })
})
