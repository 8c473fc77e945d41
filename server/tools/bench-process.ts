import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ToolError } from './console.ts'
import { type Company, type Figure, figureSchema } from './measure.ts'
import { pinnedNode, projectRoot } from './project.ts'

// The files of the bench, each in a process of its own, and in which order.

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('FIGURE'), figure: figureSchema }),
  z.object({ kind: z.literal('WELCOME') }),
])
/** What the process of a file tells. */
export type FileMessage = z.infer<typeof messageSchema>

interface Telling {
  onFigure: (figure: Figure) => void
  onWelcome: () => void
  /** Something else is measured at the same time. */
  isBeside: boolean
}
const MODEST = 10
const LEAST_PRIORITY = 19

/** Runs one file and hands over what it tells as it comes. A file that ends badly ends the bench: a missing figure is not a good one. */
export async function runFile(file: string, flags: readonly string[], { onFigure, onWelcome, isBeside }: Telling): Promise<void> {
  const child = spawn(
    pinnedNode,
    [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'server/tools/bench-file.ts'), file, ...flags],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  // what it starts is as modest as it is: the host's people do not wait longer because of a guest, and processor time is the same
  if (isBeside && child.pid !== undefined) setPriority(child.pid, Math.min(LEAST_PRIORITY, getPriority() + MODEST))
  child.on('message', (given) => {
    const message = messageSchema.parse(given)
    if (message.kind === 'FIGURE') onFigure(message.figure)
    else onWelcome()
  })
  const code = await new Promise<number | null>((ended) => child.once('close', ended))
  if (code !== 0) throw new ToolError(`${file} ended with ${code ?? 'a signal'}`)
}

/** As the file says of itself. Read and not imported: settings and pools exist once in a process, and each file's are its own. */
function companyOf(file: string): Company {
  const [, said] = /^export const company: Company = '(\w+)'$/m.exec(readFileSync(file, 'utf8')) ?? []
  return said === 'guest' || said === 'host' ? said : 'alone'
}

/** Does a file make something first that is kept for later runs? It takes its time then, which is no time of the bench. */
export const makesFirst = (file: string): boolean => /^export const make = /m.test(readFileSync(file, 'utf8'))

type Run = (file: string, how: Pick<Telling, 'onWelcome' | 'isBeside'>) => Promise<void>

/**
 * One after the other; guests while the ordinary day of a host goes on, when there is one. When it is over, or a quick run has none, two of them
 * at a time: both sides of what a guest measures meet the same neighbour.
 */
export async function runAll(files: readonly string[], run: Run): Promise<void> {
  const those = (wanted: Company) => files.filter((file) => companyOf(file) === wanted)
  for (const file of those('alone')) await run(file, { onWelcome: () => undefined, isBeside: false })
  const [host, ...others] = those('host')
  if (others.length > 0) throw new ToolError(`there is one host, not also ${others.join(', ')}`)
  const { promise: welcome, resolve: onWelcome } = Promise.withResolvers<void>()
  let isDay = host !== undefined
  // without a day, or when it ended badly, there is nothing to wait for
  const over = (host === undefined ? Promise.resolve() : run(host, { onWelcome, isBeside: false })).finally(() => {
    isDay = false
    onWelcome()
  })
  over.catch(() => undefined)
  const left = those('guest')
  const guests = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift())
      await run(file, { onWelcome: () => undefined, isBeside: isDay })
  }
  await welcome
  // whichever fails, the others are brought to their end: they have servers to stop
  const results = await Promise.allSettled([over, guests(), over.catch(() => undefined).then(guests)])
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
