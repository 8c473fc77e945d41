import { setTimeout as wait } from 'node:timers/promises'
import { type Asked, keptConnections, sendOne, type Target } from './load.ts'
import type { PageServers, Writer } from './page-servers.ts'

// An open loop: each request is sent when its time has come, whether or not the ones before it were answered, and its latency counts from that
// time. A server that stands still for a second is seen by all who came meanwhile (no "coordinated omission").

const PER_SECOND = 40
const BLOCK_MS = 10_000
const PAIRS = 3

/** Latencies in milliseconds. Any answer but 200 ends the measurement: P7 allows no error. */
async function block(port: number, ask: (n: number) => Asked | Writer): Promise<number[]> {
  const agent = keptConnections(200)
  const begin = performance.now()
  const count = (BLOCK_MS / 1_000) * PER_SECOND
  const one = async (n: number): Promise<number> => {
    const due = begin + (n * 1_000) / PER_SECOND
    await wait(Math.max(0, due - performance.now()))
    const what = ask(n)
    const { status, text } = await sendOne(agent, port, 'draftId' in what ? saving(what) : what)
    if (status !== 200)
      throw new Error(`${'path' in what ? what.path.split('?')[0] : 'a form save'} answered ${status}: ${text.slice(0, 300)}`)
    if ('draftId' in what) what.revision = revisionIn(text)
    return performance.now() - due
  }
  try {
    return await Promise.all(Array.from({ length: count }, (_, n) => one(n)))
  } finally {
    agent.destroy()
  }
}

/** One field of a form, as it is left. */
function saving({ cookie, draftId, revision }: Writer): Asked {
  const employeeCount = 1 + (revision % 9)
  return {
    path: '/api/trpc/draft.save',
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ json: { id: draftId, revision, answers: { employeeCount } } }),
  }
}

function revisionIn(text: string): number {
  const found = /"revision":(\d+)/.exec(text)?.[1]
  if (found === undefined) throw new Error('a form save told no revision')
  return Number(found)
}

const p95 = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN

/** Of each ten: seven track, two read a procedure, one saves a form. Blocks of both servers alternate. */
export async function p95OfCitizens(
  { web, bare, writers }: PageServers,
  { track, kept, barePage }: Record<'track' | 'kept' | 'barePage', Target>,
): Promise<number> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  let saved = 0
  const mixed = (n: number): Asked | Writer => {
    const writer = n % 10 === 9 ? writers[saved++ % writers.length] : undefined
    return writer ?? (n % 10 >= 7 ? kept.ask(n) : track.ask(n))
  }
  for (let pair = 0; pair < PAIRS; pair += 1) {
    ours.push(...(await block(web.port, mixed)))
    theirs.push(...(await block(bare.port, barePage.ask)))
  }
  return p95(ours) / p95(theirs)
}
