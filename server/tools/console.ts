// What the commands print while they work. Their output is for people; the log of the processes is server/log.ts.

export class ToolError extends Error {
  override readonly name = 'ToolError'
}

export const say = (text: string) => process.stdout.write(`${text}\n`)

export const seconds = (ms: number) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`)

export type Step = <T>(title: string, work: () => Promise<T> | T, outcome?: (result: T) => string) => Promise<T>

/** One step of a command: a line when it begins, a line with its time when it is done. */
export const step: Step = async (title, work, outcome = () => 'done') => {
  const started = performance.now()
  say(`==> ${title}`)
  const result = await work()
  say(`    ${outcome(result)} (${seconds(performance.now() - started)})`)
  return result
}

/** For tests that start a whole stack. */
export const quietStep: Step = async (_title, work) => work()

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Runs a command's main function: a foreseen failure is one clear message, anything else keeps its stack. */
export async function runTool(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    const isForeseen = error instanceof Error && (error.name === 'ToolError' || error.name === 'EnvError')
    process.stderr.write(`\n${isForeseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
}

/** True when a file is the program that Node was asked to run, not an import. */
export const isMain = (moduleUrl: string) =>
  process.argv[1] !== undefined && moduleUrl === new URL(`file://${process.argv[1]}`).href
