import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makesFirst, runAll, runFile } from './bench-process.ts'
import { runTool, say, seconds, ToolError } from './console.ts'
import { machineFacts } from './machine.ts'
import { BENCH_SEED, type Figure } from './measure.ts'
import { projectRoot } from './project.ts'

// `npm run bench [--quick|--large] [name]`: every tests/bench/*.bench.ts exports `measures`; the figures stand in .out/bench.json.

const shown = (value: number) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))
const boundOf = ({ floor, ceiling }: Figure) =>
  [floor === undefined ? '' : `≥ ${shown(floor)}`, ceiling === undefined ? '' : `≤ ${shown(ceiling)}`].filter(Boolean).join(' ')

function sayTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.isGood ? '' : 'BELOW',
    figure.id,
    shown(figure.value),
    figure.unit,
    boundOf(figure) || 'printed',
    figure.goal === undefined ? '' : shown(figure.goal),
    figure.title,
  ])
  const all = [['', 'id', 'value', 'unit', 'bound', 'goal', 'what is measured against what'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of all)
    say(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

const FLAGS = ['--quick', '--large']

await runTool(async () => {
  const words = process.argv.slice(2)
  const flags = words.filter((word) => word.startsWith('--'))
  const unknown = flags.find((flag) => !FLAGS.includes(flag)) ?? (flags.length > 1 ? flags.join(' ') : undefined)
  if (unknown !== undefined)
    throw new ToolError(`${unknown} is not known. Usage: bench [--quick|--large] [name of a file in tests/bench]`)
  const [only] = words.filter((word) => !word.startsWith('--'))
  const folder = join(projectRoot, 'tests/bench')
  const files = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && (!only || name.startsWith(only)))
  if (files.length === 0) throw new ToolError(`no tests/bench/${only ?? ''}*.bench.ts`)
  const machine = machineFacts()
  const at = new Date().toISOString()
  const figures: Figure[] = []
  const onFigure = (figure: Figure) => {
    figures.push(figure)
    const again = figure.first === undefined ? '' : `, first ${shown(figure.first)}`
    say(
      `${figure.isGood ? 'good ' : 'BELOW'} ${figure.id}  ${shown(figure.value)} ${figure.unit}  (${boundOf(figure) || 'printed'}${again})`,
    )
  }
  const paths = files.sort().map((name) => join(folder, name))
  for (const file of paths.filter(makesFirst))
    await runFile(file, [...flags, '--make'], { onFigure, onWelcome: () => undefined, isBeside: false })
  const begin = performance.now()
  await runAll(paths, async (file, how) => {
    const beginFile = performance.now()
    await runFile(file, flags, { onFigure, ...how })
    say(`      ${basename(file)}: ${seconds(performance.now() - beginFile)}`)
  })
  const took = Math.round((performance.now() - begin) / 1_000)
  say('')
  sayTable(figures)
  say(
    `\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgresql}`,
  )
  say(
    `${machine.pgbench ? `pgbench ${machine.pgbench}` : 'no pgbench: its statements go through plain pg'}, seed ${BENCH_SEED}, ${at}, ${took} s`,
  )
  mkdirSync(join(projectRoot, '.out'), { recursive: true })
  // one file alone does not take the place of the whole table
  const kept = only ? `.out/bench-${basename(only)}.json` : '.out/bench.json'
  writeFileSync(
    join(projectRoot, kept),
    `${JSON.stringify({ at, seed: BENCH_SEED, options: flags, only: only ?? null, seconds: took, machine, figures }, null, 2)}\n`,
  )
  const below = figures.filter(({ isGood }) => !isGood).length
  say(`bench: ${figures.length} measured, ${below} below floor (${kept})`)
  return below === 0 ? 0 : 1
})
