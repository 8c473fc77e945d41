import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from './build.ts'
import { messageOf, runTool, say, seconds } from './console.ts'
import { runE2e } from './e2e.ts'
import { ensureGeneratedClient } from './generate-client.ts'
import { bin, pinnedNode, projectRoot, withPinnedNode } from './project.ts'
import { readmeCommands } from './readme-commands.ts'
import { type Count, countPlaywright, countVitest, readCount } from './test-report.ts'

// `npm test`: everything, from a fresh clone, without any set-up by hand. A failed step does not hide the next one.

interface Check {
  title: string
  run: () => Promise<Count>
  /** What to do when it fails. */
  advice: string
  /** Steps without which this one says nothing. */
  needs?: string[]
}

const reports = join(projectRoot, '.out/reports')
const PASSED: Count = { passed: 1, failed: 0 }
const FAILED: Count = { passed: 0, failed: 1 }

function command(name: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  const child = spawn(pinnedNode, [bin(name), ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: withPinnedNode({ ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment }),
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code ?? 1))
  })
}

const check = async (name: string, args: string[]): Promise<Count> => ((await command(name, args)) === 0 ? PASSED : FAILED)

async function vitest(project: string): Promise<Count> {
  const file = join(reports, `${project}.json`)
  const code = await command('vitest', ['run', '--config', 'tests/config/vitest.config.ts', '--project', project], {
    MOCUA_TEST_REPORT: file,
  })
  return readCount(file, code, countVitest)
}

/** A command of ours whose last line is its count: how many cases or figures, and how many of them are bad. */
async function counted(line: RegExp, ...args: string[]): Promise<Count> {
  const child = spawn(pinnedNode, ['server/tools/run.mjs', ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withPinnedNode(process.env),
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    process.stdout.write(chunk)
  })
  const code = await new Promise<number>((done, fail) => {
    child.once('error', fail)
    child.once('close', (result) => done(result ?? 1))
  })
  const [, all, bad] = line.exec(output) ?? []
  if (all === undefined || bad === undefined) return FAILED
  const failed = Math.max(Number(bad), code === 0 ? 0 : 1)
  return { passed: Math.max(0, Number(all) - failed), failed }
}

const FAULTS = /^faults: seed \d+, (\d+) cases, (\d+) failed$/m
const BENCH = /^bench: (\d+) measured, (\d+) below floor/m

const rootFiles = ['proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts', 'next.config.ts']

const checks: Check[] = [
  {
    title: 'Prisma client',
    run: async () => {
      await ensureGeneratedClient()
      return PASSED
    },
    advice: 'correct prisma/schema.prisma; `npm run db:generate` shows the fault',
  },
  {
    title: 'format and lint (biome)',
    run: () => check('biome', ['check', '--config-path=tests/config']),
    advice: '`npm run format` corrects most of it',
  },
  {
    title: 'types (tsc)',
    run: async () => ((await command('next', ['typegen'])) === 0 ? check('tsc', ['--noEmit', '-p', '.']) : FAILED),
    advice: '`npm run typecheck` shows it again',
    needs: ['Prisma client'],
  },
  {
    title: 'import rules (dependency-cruiser)',
    run: () =>
      check('depcruise', [
        ...['--config', 'tests/config/dependency-cruiser.cjs', 'app', 'server', 'workflows', 'prisma', 'tests'],
        ...rootFiles.filter((file) => existsSync(join(projectRoot, file))),
      ]),
    advice: 'each rule stands with its reason in tests/config/dependency-cruiser.cjs',
    needs: ['Prisma client'],
  },
  {
    title: 'dead code (knip)',
    run: () => check('knip', ['--config', 'tests/config/knip.json']),
    advice: 'remove what nobody uses, or use it; `npm run knip` shows it again',
    needs: ['Prisma client'],
  },
  {
    title: 'unit tests',
    run: () => vitest('unit'),
    advice: '`npm run test:unit -- <file>` runs one file',
    needs: ['Prisma client'],
  },
  {
    title: 'the tests of dates in America/Los_Angeles',
    run: () => vitest('elsewhere'),
    advice: '`npx vitest run --config tests/config/vitest.config.ts --project elsewhere <file>` runs one file',
    needs: ['Prisma client'],
  },
  {
    title: 'integration tests',
    run: () => vitest('integration'),
    advice: '`npm run test:integration -- <file>` runs one file on a database of its own',
    needs: ['Prisma client'],
  },
]

const browserChecks: Check[] = [
  {
    title: 'production build',
    run: async () => {
      await ensureBuild({ isQuiet: false })
      return PASSED
    },
    advice: '`npm run build` shows it again',
    needs: ['Prisma client'],
  },
  {
    title: 'the commands of the README',
    run: async () => ({ passed: await readmeCommands(), failed: 0 }),
    advice: 'type them by hand: README.md, "Start" and "Commands"',
    needs: ['production build'],
  },
  {
    title: 'browser journeys',
    run: async () => {
      const file = join(reports, 'e2e.json')
      return readCount(file, await runE2e([], file), countPlaywright)
    },
    advice: '`npm run e2e -- <file>` runs one journey; screenshots and logs are in .out',
    needs: ['production build'],
  },
  {
    title: 'kill -9 while people work',
    run: () => counted(FAULTS, 'tests/faults/crash/faults.ts', '--seed', '1', '--minutes', '1'),
    advice: '`npm run faults -- --seed 1 --minutes 1` runs it again; each FAULT line names its dossier',
    needs: ['production build'],
  },
  {
    title: 'figures (bench --quick)',
    run: () => counted(BENCH, 'server/tools/bench.ts', '--quick'),
    advice: '`npm run bench -- --quick <file>` measures one file again; a figure was measured twice before it counted',
    needs: ['Prisma client'],
  },
]

interface Outcome extends Count {
  title: string
  ms: number
}

async function runCheck({ title, run, advice, needs = [] }: Check, done: Outcome[]): Promise<Outcome> {
  const started = performance.now()
  say(`\n==> ${title}`)
  const missing = needs.find((name) => done.some((other) => other.title === name && other.failed > 0))
  let count = FAILED
  if (missing) say(`    not run: it needs "${missing}"`)
  else {
    try {
      count = await run()
    } catch (error) {
      say(messageOf(error))
      count = { ...FAILED, notes: [messageOf(error)] }
    }
  }
  const ms = performance.now() - started
  say(
    `    ${title}: ${count.passed} passed, ${count.failed} failed (${seconds(ms)})${count.failed > 0 ? `. What to do: ${advice}` : ''}`,
  )
  return { title, ms, ...count }
}

await runTool(async () => {
  const { values } = parseArgs({ options: { 'no-e2e': { type: 'boolean' } } })
  mkdirSync(reports, { recursive: true })
  const outcomes: Outcome[] = []
  for (const one of values['no-e2e'] ? checks : [...checks, ...browserChecks]) outcomes.push(await runCheck(one, outcomes))

  say('\nSummary')
  for (const { title, passed, failed, ms } of outcomes)
    say(
      `  ${failed === 0 ? 'ok    ' : 'FAILED'} ${title.padEnd(34)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds(ms).padStart(8)}`,
    )
  const kept = outcomes.map(({ title, passed, failed, ms }) => ({ title, passed, failed, seconds: ms / 1_000 }))
  writeFileSync(
    join(projectRoot, '.out/tests.json'),
    `${JSON.stringify({ at: new Date().toISOString(), checks: kept }, null, 1)}\n`,
  )
  // last, because of a long log often only the end is kept
  for (const { title, notes = [] } of outcomes) for (const text of notes) say(`\n${title}: ${text}`)
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  say(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
