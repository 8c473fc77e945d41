import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

// Counting what Vitest and Playwright report in JSON.

export interface Count {
  passed: number
  failed: number
}

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
  numPendingTests: z.int(),
})

/** A file that could not be loaded is one failure; a skipped test has not passed. */
export function countVitest(text: string): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = vitestSchema.parse(JSON.parse(text))
  const failed = numFailedTests + numPendingTests
  return { passed: numPassedTests, failed: failed === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : failed }
}

const playwrightSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()).default([]),
})

export function countPlaywright(text: string): Count {
  const { stats, errors } = playwrightSchema.parse(JSON.parse(text))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}

/** The counts of a finished run: an exit code that does not fit them (or no report at all) is a failure too. */
export function readCount(file: string, code: number, count: (text: string) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const found = count(readFileSync(file, 'utf8'))
  rmSync(file, { force: true })
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found
}
