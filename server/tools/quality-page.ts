import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { LastLine } from './last-line.ts'
import { type Figure, figureSchema } from './measure.ts'

// tests/QUALITY.md: the last table of every instrument, as text. What it is made of is what the instruments leave in .out.

export const benchSchema = z.object({
  at: z.string(),
  seed: z.number(),
  options: z.array(z.string()),
  only: z.string().nullable(),
  seconds: z.number(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryGiB: z.number(),
    system: z.string(),
    node: z.string(),
    postgresql: z.string(),
    pgbench: z.string().nullable(),
  }),
  figures: z.array(figureSchema),
})
export const testsSchema = z.object({
  at: z.string(),
  checks: z.array(z.object({ title: z.string(), passed: z.number(), failed: z.number(), seconds: z.number() })),
})
export const mutantsSchema = z.object({
  at: z.string(),
  results: z.array(z.unknown()),
  alive: z.array(z.object({ reason: z.string().nullable() })),
  reasons: z.array(z.object({ id: z.string(), why: z.string() })),
})
export const walksSchema = z.object({
  at: z.string(),
  seed: z.number(),
  steps: z.number(),
  procedures: z.number(),
  faults: z.number(),
})
export const reasonsSchema = z.record(z.string(), z.string().min(20))

export interface Instruments {
  bench: z.infer<typeof benchSchema> | null
  tests: z.infer<typeof testsSchema> | null
  mutants: z.infer<typeof mutantsSchema> | null
  walks: z.infer<typeof walksSchema> | null
  /** By the name of the instrument. */
  lines: Readonly<Record<string, LastLine | null>>
  reasons: z.infer<typeof reasonsSchema>
}

/** A quick run may be good with less than the bound (`reached`); the page says what the bound says. */
const isBeyond = ({ value, floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY }: Figure): boolean =>
  value < floor || value > ceiling

const isShort = (figure: Figure): boolean => {
  const { value, floor, ceiling, goal } = figure
  if (isBeyond(figure)) return true
  if (goal === undefined) return false
  return ceiling !== undefined && floor === undefined ? value > goal : value < goal
}

/** Figures below their bound or goal of which nobody has said why. */
export const unexplained = ({ bench, reasons }: Instruments): string[] =>
  (bench?.figures ?? []).filter((figure) => isShort(figure) && reasons[figure.id] === undefined).map(({ id }) => id)

const shown = (value: number) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

function benchPart({ bench, reasons }: Instruments): string {
  if (!bench) return 'Not run: `npm run bench`.'
  const { machine, figures } = bench
  const bound = ({ floor, ceiling }: Figure) =>
    [floor === undefined ? '' : `≥ ${shown(floor)}`, ceiling === undefined ? '' : `≤ ${shown(ceiling)}`]
      .filter(Boolean)
      .join(' ') || 'printed'
  const rows = figures.map((figure) => [
    figure.id,
    `${shown(figure.value)} ${figure.unit}`,
    bound(figure),
    figure.goal === undefined ? '' : shown(figure.goal),
    isBeyond(figure) ? '**beyond its bound**' : isShort(figure) ? 'short of its goal' : 'good',
    figure.title,
  ])
  const short = figures.filter(isShort)
  const scale = bench.options.includes('--quick')
    ? 'quick run: small samples, a quarter of slack'
    : bench.options.includes('--large')
      ? 'ten million dossiers'
      : 'a million dossiers'
  return [
    `${bench.at}, ${bench.only ? `only \`${bench.only}\`, ` : ''}${scale}, seed ${bench.seed}, ${bench.seconds} s. ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgresql}, ${machine.pgbench ? 'with pgbench' : 'without pgbench: its statements by plain pg'}.`,
    table(['figure', 'value', 'bound', 'goal', '', 'what is measured against what'], rows),
    short.length === 0
      ? 'Nothing falls short.'
      : `### What falls short, and why\n${short.map(({ id }) => `- **${id}**: ${reasons[id]}`).join('\n')}`,
  ].join('\n\n')
}

function testsPart({ tests }: Instruments): string {
  if (!tests) return 'Not run: `npm test`.'
  const rows = tests.checks.map(({ title, passed, failed, seconds }) => [
    title,
    String(passed),
    String(failed),
    `${Math.round(seconds)} s`,
  ])
  return `${tests.at}\n\n${table(['check', 'passed', 'failed', 'time'], rows)}`
}

function mutantsPart({ mutants }: Instruments): string {
  if (!mutants) return 'Not run: `npm run verify:mutants`.'
  const { at, results, alive, reasons } = mutants
  const open = alive.filter(({ reason }) => reason === null).length
  const why = reasons.map((each) => `- ${each.id}: ${each.why}`).join('\n')
  return `${at}: ${results.length} faults put into definitions, ${results.length - alive.length} found, ${open} unexplained.\n\n${why}`
}

function walksPart({ walks }: Instruments): string {
  if (!walks) return 'Not run: `npm run verify:walks`.'
  return `${walks.at}, seed ${walks.seed}: ${walks.steps.toLocaleString('en')} steps through ${walks.procedures} procedures, ${walks.faults} faults.`
}

/** Instruments that leave one line and what stands above it; the command that makes each speak. */
export const LINES = [
  ['procedures-verify', 'npm run procedures:verify', 'every state of every procedure that can be reached is proven'],
  ['generate', 'npm run generate', 'a province is made; the three below were asked of the installation that was checked last'],
  ['history-check', 'npm run history:check', 'every hash of every chain, and the published roots'],
  ['history-replay', 'npm run history:replay', 'every dossier folded again out of its events'],
  ['invariants', 'npm run invariants', 'I1 to I10 over the whole database and its files'],
  ['faults', 'npm run faults', 'processes killed while people work; what was acknowledged has to be there'],
  ['security', 'npm run security', 'the matrix of rights, the one door, the limits of endpoints'],
  [
    'search-real-procedures',
    'npx vitest … tests/integration/search',
    'questions as people type them, right within the first three',
  ],
  ['search-with-samples', 'npx vitest … tests/integration/search', 'the same with 1,950 procedures more'],
] as const

function linesPart({ lines }: Instruments): string {
  const rows = LINES.map(([name, command, what]) => {
    const left = lines[name]
    if (!left) return [`\`${command}\``, 'not run', '', what]
    return [`\`${command}\``, [left.line, ...left.details].join('<br>'), `${left.at}, ${left.machine}`, what]
  })
  return table(['instrument', 'its last line', 'when, on what', 'what it looks at'], rows)
}

const SEAL = /\n<!-- written by npm run quality: ([0-9a-f]{64}) -->\n$/
const sealOf = (text: string) => createHash('sha256').update(text).digest('hex')

export function qualityPage(instruments: Instruments): string {
  const text = `# Quality: the last figures of every instrument

Written by \`npm run quality\` from what the instruments left in \`.out\`; nobody edits it. How to read a figure: \`tests/bench/README.md\`.

## Speed, overload, memory (\`npm run bench\`)

${benchPart(instruments)}

## Tests, faults, journeys (\`npm test\`)

${testsPart(instruments)}

## What holds (counts of each instrument)

${linesPart(instruments)}

Dossiers simulated (S1, S2), verifier (V1 to V4) and working time (W1 to W5) stand among the figures above.

## Faults put into definitions (\`npm run verify:mutants\`)

${mutantsPart(instruments)}

## Random lives (\`npm run verify:walks\`)

${walksPart(instruments)}
`
  return `${text}\n<!-- written by npm run quality: ${sealOf(text)} -->\n`
}

/** Whether this text is as the script wrote it. */
export const isAsWritten = (page: string): boolean => SEAL.exec(page)?.[1] === sealOf(page.replace(SEAL, ''))
