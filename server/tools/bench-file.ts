import { pathToFileURL } from 'node:url'
import type { FileMessage } from './bench-process.ts'
import { runTool, ToolError } from './console.ts'
import { type BenchOptions, type Measure, measured } from './measure.ts'

// One file of the bench in a process of its own (settings and database pool exist once in a process, and one file's memory is not another's):
// node bench-file.ts <file> [--quick|--large]. Each figure goes to the parent as soon as it is there. With --make it only makes what is kept.

const isMeasure = (value: unknown): value is Measure =>
  typeof value === 'object' && value !== null && 'id' in value && 'run' in value && typeof value.run === 'function'

type Making = (options: BenchOptions) => unknown

async function contentOf(file: string): Promise<{ measures: Measure[]; make: Making; close: () => unknown }> {
  const { measures, make, close }: Record<string, unknown> = await import(pathToFileURL(file).href)
  if (!Array.isArray(measures) || !measures.every(isMeasure)) throw new ToolError(`${file} exports no list \`measures\``)
  return {
    measures,
    make: (options) => (typeof make === 'function' ? make(options) : undefined),
    close: () => (typeof close === 'function' ? close() : undefined),
  }
}

const tell = (message: FileMessage) =>
  new Promise<void>((told, failed) => {
    if (!process.send) throw new ToolError('started by `npm run bench` only')
    process.send(message, undefined, {}, (error) => (error ? failed(error) : told()))
  })

await runTool(async () => {
  const [file = '', ...flags] = process.argv.slice(2)
  const options = {
    quick: flags.includes('--quick'),
    large: flags.includes('--large'),
    welcomeGuests: () => void tell({ kind: 'WELCOME' }),
  }
  const { measures, make, close } = await contentOf(file)
  if (flags.includes('--make')) {
    await make(options)
    return undefined
  }
  try {
    for (const measure of measures) await tell({ kind: 'FIGURE', figure: await measured(measure, options) })
  } finally {
    // servers that were started for all of its figures
    await close()
  }
  return undefined
})
// pools and servers that a file left open must not keep the next one waiting
process.exit()
