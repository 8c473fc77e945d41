import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runTool, say, ToolError } from './console.ts'
import { type Figure, type Measure, measured } from './measure.ts'
import { projectRoot } from './project.ts'

// `npm run bench [--quick] [name]`: every tests/bench/*.bench.ts exports `measures`; the figures stand in .out/bench.json.

const isMeasure = (value: unknown): value is Measure =>
  typeof value === 'object' && value !== null && 'id' in value && 'run' in value && typeof value.run === 'function'

async function measuresOf(file: string): Promise<Measure[]> {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href)
  const measures = module.measures
  if (!Array.isArray(measures) || !measures.every(isMeasure)) throw new ToolError(`${file} exports no list \`measures\``)
  return measures
}

const shown = (value: number) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))
const bound = ({ floor, ceiling }: Figure) =>
  [floor === undefined ? '' : `floor ${shown(floor)}`, ceiling === undefined ? '' : `ceiling ${shown(ceiling)}`]
    .filter(Boolean)
    .join(', ') || 'printed'

await runTool(async () => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => name.startsWith('--') && name !== '--quick')
  if (unknown !== undefined)
    throw new ToolError(`${unknown} is not known. Usage: bench [--quick] [name of a file in tests/bench]`)
  const quick = names.includes('--quick')
  const [only] = names.filter((name) => !name.startsWith('--'))
  const folder = join(projectRoot, 'tests/bench')
  const files = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && (!only || name.startsWith(only)))
  if (files.length === 0) throw new ToolError(`no tests/bench/${only ?? ''}*.bench.ts`)
  const figures: Figure[] = []
  const begin = performance.now()
  for (const file of files.sort()) {
    for (const measure of await measuresOf(join(folder, file))) {
      const figure = await measured(measure, { quick })
      figures.push(figure)
      say(
        `${figure.isGood ? 'good ' : 'BELOW'} ${figure.id}  ${shown(figure.value)} ${figure.unit}  (${bound(figure)}${figure.first === undefined ? '' : `; first ${shown(figure.first)}`})  ${figure.title}`,
      )
    }
  }
  mkdirSync(join(projectRoot, '.out'), { recursive: true })
  writeFileSync(
    join(projectRoot, '.out/bench.json'),
    `${JSON.stringify({ quick, seconds: Math.round((performance.now() - begin) / 1_000), figures }, null, 2)}\n`,
  )
  const below = figures.filter(({ isGood }) => !isGood).length
  say(`bench: ${figures.length} measured, ${below} below floor (.out/bench.json)`)
  return below === 0 ? 0 : 1
})
