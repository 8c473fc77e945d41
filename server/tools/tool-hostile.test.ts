import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { catalogue } from '#workflows/catalogue/index.ts'
import type { ProcedureDefinition, Step } from '#workflows/procedure/definition.ts'
import { sampleDefinition } from '#workflows/procedure/sample.test-support.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** A machine that has much else to do needs many times what an idle one does: a few seconds. */
const SECONDS = 240
vi.setConfig({ testTimeout: 1_000 * (SECONDS + 60) })
/** Old space in megabytes: whoever needs more ends with a crash, and the test with it. */
const MEMORY = 512

function verifyLines(lines: string[]): { answers: unknown[]; status: number | null } {
  const { stdout, status } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${MEMORY}`, at('run.mjs'), at('tool.ts'), 'verify'],
    {
      input: lines.join('\n'),
      encoding: 'utf8',
      timeout: SECONDS * 1_000,
      maxBuffer: 64_000_000,
    },
  )
  const answers: unknown[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { answers, status }
}

const sample = sampleDefinition()
const asked = (definition: unknown) => JSON.stringify({ definition })
/** The sample with this as the condition of its first case. */
const whose = (when: string) => ({
  ...sample,
  cases: sample.cases.map((each, index) => (index === 0 ? { ...each, when } : each)),
})
/** A row of steps, each with ways back to the one before. */
function rowOf(count: number): ProcedureDefinition {
  const [first] = sample.steps
  const made = Array.from({ length: count }, (_, index): Step | null =>
    first
      ? {
          ...first,
          id: `row-${index}`,
          limit: null,
          outcomes: first.outcomes.flatMap((each) => [
            { ...each, to: index + 1 === count ? 'check' : `row-${index + 1}` },
            ...(index === 0
              ? []
              : [{ ...each, id: 'again', labelVi: 'Trả lại', back: true, reasonRequired: true, to: `row-${index - 1}` }]),
          ]),
        }
      : null,
  ).flatMap((step) => step ?? [])
  return { ...sample, start: 'row-0', steps: [...made, ...sample.steps.filter(({ id }) => id !== sample.start)] }
}

describe('hostile definitions on standard input', () => {
  it('end each with an error of its own, in bounded time and memory, and the next one is still answered', () => {
    const huge = { ...sample, nameVi: 'x'.repeat(3_000_000) }
    const tooMany = { ...sample, steps: Array.from({ length: 10_000 }, (_, index) => ({ ...sample.steps[0], id: `s${index}` })) }
    const small = { ...sample, steps: Array.from({ length: 10_000 }, (_, index) => ({ id: `s${index}` })) }
    const lines = [
      '{"definition":',
      'null',
      '"text"',
      '[]',
      '{}',
      '['.repeat(400_000),
      `{"definition":${'{"form":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
      asked(huge),
      asked(tooMany),
      asked(small),
      asked({ ...sample, prize: 1 }),
      asked({ ...sample, steps: sample.steps.map((step) => ({ ...step, performer: { ...step.performer, rolle: 'head' } })) }),
      JSON.stringify({ definition: sample, maxState: 5 }),
      asked({ ...sample, start: '__proto__' }),
      `{"definition":{"__proto__":{"steps":[]},"constructor":1}}`,
      asked({ ...sample, effectiveFrom: 1e308 }),
      asked({ ...sample, nameVi: 'x'.repeat(100_000) }),
      asked({ ...sample, steps: sample.steps.map((step) => ({ ...step, publicVi: 'x'.repeat(2_001) })) }),
      asked(whose(`${'('.repeat(100_000)}1${')'.repeat(100_000)} = 1`)),
      asked({ ...sample, steps: sample.steps.map((step) => ({ ...step, id: '__proto__' })) }),
      asked(catalogue[5]),
    ]
    const begin = performance.now()
    const { answers, status } = verifyLines(lines)
    expect(performance.now() - begin).toBeLessThan(SECONDS * 1_000)
    expect(status).toBe(0)
    expect(answers).toHaveLength(lines.length)
    expect(answers.slice(0, -1)).toEqual(
      lines.slice(0, -1).map(() => ({ error: { code: 'INPUT_INVALID', path: expect.any(String) } })),
    )
    expect(answers[16]).toMatchObject({ error: { path: 'definition.nameVi' } })
    expect(answers[17]).toMatchObject({ error: { path: expect.stringMatching(/^definition\.steps\W0\W*publicVi$/) } })
    expect(answers[18]).toMatchObject({ error: { path: expect.stringMatching(/^definition/) } })
    expect(answers[9]).toMatchObject({ error: { path: expect.stringMatching(/^definition\.steps/) } })
    expect(answers[10]).toMatchObject({ error: { path: 'definition.prize' } })
    expect(answers[11]).toMatchObject({ error: { path: 'definition.steps[0].performer.rolle' } })
    expect(answers.at(-1)).toMatchObject({ findings: [] })
  })
  it('are told to be too large where every word is right but the states are too many', () => {
    const { answers, status } = verifyLines([asked(rowOf(150))])
    expect(status).toBe(0)
    expect(answers).toMatchObject([{ findings: expect.arrayContaining([expect.objectContaining({ rule: 'tooManyStates' })]) }])
  })
})
