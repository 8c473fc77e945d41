import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runTool, say, ToolError } from './console.ts'
import { leaveLine } from './last-line.ts'
import { bin, pinnedNode, projectRoot, withPinnedNode } from './project.ts'
import { countVitest, readCount } from './test-report.ts'

// `npm run security`: the tests of tests/security, and of the matrix of rights how many cells were compared with the table typed by hand.

/** Left by tests/security/permissions.test.ts. */
const matrixSchema = z.object({
  endpoints: z.int(),
  personas: z.int(),
  cells: z.int(),
  allowed: z.int(),
  differences: z.array(z.string()),
})

const FILES = [
  ['permissions.test.ts', 'who may call which endpoint, and the policy as a question and as a filter'],
  ['one-door.test.ts', 'nothing writes a dossier but the one function, and nothing passes a machine that refuses'],
  ['limits.test.ts', 'each endpoint says how much it can be asked; what is beyond is refused and changes nothing'],
] as const

await runTool(async () => {
  if (process.argv.length > 2) throw new ToolError(`${process.argv[2]} is not known. Usage: npm run security`)
  const reports = join(projectRoot, '.out/reports')
  const matrixFile = join(reports, 'matrix.json')
  mkdirSync(reports, { recursive: true })
  rmSync(matrixFile, { force: true })
  const rows: string[] = []
  let failed = 0
  for (const [file, what] of FILES) {
    const report = join(reports, `security-${file}.json`)
    const child = spawn(
      pinnedNode,
      [bin('vitest'), 'run', '--config', 'tests/config/vitest.config.ts', '--project', 'integration', `tests/security/${file}`],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: withPinnedNode({ ...process.env, MOCUA_TEST_REPORT: report, MOCUA_MATRIX_REPORT: matrixFile }),
      },
    )
    const code = await new Promise<number>((done, fail) => {
      child.once('error', fail)
      child.once('close', (result) => done(result ?? 1))
    })
    const count = readCount(report, code, countVitest)
    failed += count.failed
    rows.push(`${file}: ${count.passed} passed, ${count.failed} failed (${what})`)
    for (const text of [rows.at(-1) ?? '', ...(count.notes ?? [])]) say(text)
  }
  if (!existsSync(matrixFile)) throw new ToolError('the matrix of rights was not compared to its end: see above')
  const matrix = matrixSchema.parse(JSON.parse(readFileSync(matrixFile, 'utf8')))
  for (const difference of matrix.differences) say(`  ${difference}`)
  rows.unshift(`matrix: ${matrix.endpoints} endpoints × ${matrix.personas} personas, ${matrix.allowed} allowed`)
  say(rows[0] ?? '')
  const line = `security: ${matrix.cells} cells, ${matrix.differences.length} differences`
  leaveLine('security', line, rows)
  say(line)
  return matrix.differences.length + failed === 0 ? 0 : 1
})
