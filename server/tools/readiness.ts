import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { messageOf, ToolError } from './console.ts'
import type { ManagedProcess } from './managed-process.ts'

/** Restarts while somebody waits: what ended before (crash tests kill one process many times) says nothing about this start. */
const RESTARTS_THAT_MEAN_BROKEN = 3

const lastLines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n')

/** What is still missing, or null when the address answers as wanted. */
export async function probe(url: string, isGood: (status: number) => boolean): Promise<string | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) })
    const text = await response.text()
    return isGood(response.status) ? null : `${url} answers ${response.status} ${text.slice(0, 500)}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return `${url}: ${messageOf(error)}${cause}`
  }
}

/** Waits until an address answers; fails early when one of the processes keeps crashing. */
export async function untilAnswers(
  url: string,
  {
    isGood,
    processes,
    patienceMs,
    signal,
  }: { isGood: (status: number) => boolean; processes: ManagedProcess[]; patienceMs: number; signal?: AbortSignal },
): Promise<void> {
  const until = Date.now() + patienceMs
  const startsBefore = new Map(processes.map((process) => [process, process.starts()]))
  const restarts = (process: ManagedProcess) => process.starts() - (startsBefore.get(process) ?? 0)
  for (;;) {
    signal?.throwIfAborted()
    const missing = await probe(url, isGood)
    if (missing === null) return
    const broken = processes.find(
      (process) => restarts(process) >= RESTARTS_THAT_MEAN_BROKEN || (process.pid() === null && Date.now() > until),
    )
    if (broken)
      throw new ToolError(
        `The ${broken.name} process does not stay up. Its log (${broken.logFile}) ends with:\n${lastLines(broken.logFile)}`,
      )
    if (Date.now() > until) {
      const logs = processes.map((process) => process.logFile).join(', ')
      throw new ToolError(
        `Not ready after ${Math.round(patienceMs / 1000)} s: ${missing}\nWhat to do: read the logs (${logs}) and run \`npm run doctor\`.`,
      )
    }
    await wait(200)
  }
}
