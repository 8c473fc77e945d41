import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

// Reading what Vitest and Playwright report in JSON: how many passed and failed, and which ones failed with which words.

export interface Count {
  passed: number
  failed: number
  /** One entry for each failure (or flaky test): its title and the beginning of what went wrong. */
  notes?: string[]
}

const NOTE_LINES = 4
const NOTE_WIDTH = 220
/** Matches the colour codes of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with ESC
const COLOURS = /\u001B\[[0-9;]*m/g

/** The first lines of a message, short enough for the end of a log of which often only the end is kept. */
function note(title: string, message: string): string {
  const lines = message
    .replaceAll(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return [title, ...lines.slice(0, NOTE_LINES).map((line) => `    ${line.slice(0, NOTE_WIDTH)}`)].join('\n')
}

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
  numPendingTests: z.int(),
  testResults: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(''),
        assertionResults: z
          .array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }))
          .default([]),
      }),
    )
    .default([]),
})

/** A file that could not be loaded is one failure; a skipped test has not passed. */
export function countVitest(text: string): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults } = vitestSchema.parse(
    JSON.parse(text),
  )
  const failed = numFailedTests + numPendingTests
  const notes = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const bad = assertionResults.filter((each) => each.status !== 'passed')
    if (bad.length === 0 && status === 'failed') return [note(name, message)]
    return bad.map(({ fullName, failureMessages }) => note(`${name}: ${fullName}`, failureMessages?.[0] ?? 'not run'))
  })
  return { passed: numPassedTests, failed: failed === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : failed, notes }
}

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })).default([]) })).default([]),
    }),
  ),
})
type Suite = { specs?: z.infer<typeof specSchema>[]; suites?: Suite[] }
const suiteSchema: z.ZodType<Suite> = z.object({
  specs: z.array(specSchema).optional(),
  get suites() {
    return z.array(suiteSchema).optional()
  },
})

const playwrightSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
  suites: z.array(suiteSchema).default([]),
})

const specsOf = ({ specs = [], suites = [] }: Suite): z.infer<typeof specSchema>[] => [...specs, ...suites.flatMap(specsOf)]

/** A journey that passed only the second time counts as passed, but is named at the end: somebody has to look at it. */
export function countPlaywright(text: string): Count {
  const { stats, errors, suites } = playwrightSchema.parse(JSON.parse(text))
  const notes = suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ status, results }) => {
        const message = results.flatMap((result) => result.errors).find((error) => error.message !== undefined)?.message
        return note(`${status === 'flaky' ? 'FLAKY ' : ''}${file}: ${title}`, message ?? 'not run')
      }),
  )
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
    notes: [...notes, ...errors.map(({ message }) => note('outside the journeys', message ?? ''))],
  }
}

/** The counts of a finished run: an exit code that does not fit them (or no report at all) is a failure too. */
export function readCount(file: string, code: number, count: (text: string) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, notes: ['no report was written'] }
  const found = count(readFileSync(file, 'utf8'))
  rmSync(file, { force: true })
  if (code === 0 || found.failed > 0) return found
  return { ...found, failed: 1, notes: [...(found.notes ?? []), `exit code ${code} although no test failed`] }
}
