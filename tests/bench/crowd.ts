import { Agent, request } from 'node:http'

// People who come whether or not the ones before them were served: an open loop, so that waiting is counted from the moment somebody came.

export interface Answered {
  /** Second of the run in which this person came. */
  second: number
  ms: number
  /** 0: no answer. */
  status: number
  hasRetryAfter: boolean
  /** Why there was no answer. */
  fault: string
}

interface Come {
  port: number
  perSecond: number
  seconds: number
  path: (n: number) => string
}

const PATIENCE_MS = 20_000
/** So many browsers at most; the next person waits for one of them, and that waiting counts. */
const BROWSERS = 2_000

function ask(agent: Agent, port: number, path: string, address: string): Promise<Omit<Answered, 'second' | 'ms'>> {
  return new Promise((done) => {
    const nothing = (error: Error) =>
      done({ status: 0, hasRetryAfter: false, fault: 'code' in error ? String(error.code) : error.message })
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        agent,
        timeout: PATIENCE_MS,
        headers: { accept: 'text/html', 'accept-encoding': 'gzip', 'x-forwarded-for': address },
      },
      (answer) => {
        answer.once('error', nothing)
        answer.once('end', () =>
          done({ status: answer.statusCode ?? 0, hasRetryAfter: answer.headers['retry-after'] !== undefined, fault: '' }),
        )
        answer.resume()
      },
    )
    sent.once('timeout', () => sent.destroy(new Error('no answer')))
    sent.once('error', (error) => {
      // as every browser does when a kept connection was closed while the request was on its way
      const isClosed = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
      if (isClosed) void ask(agent, port, path, address).then(done)
      else nothing(error)
    })
    sent.end()
  })
}

/** Guesses are counted by address, so everybody has one. */
const addressOf = (n: number) => `10.0.${(n % BROWSERS) >> 8}.${(n % BROWSERS) & 255}`

let came = 0

/** `perSecond` people come every second; what each of them met. */
export async function crowd({ port, perSecond, seconds, path }: Come): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: BROWSERS })
  const begin = performance.now()
  const all: Promise<Answered>[] = []
  try {
    while (all.length < perSecond * seconds) {
      const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - begin) / 1_000) * perSecond) + 1)
      while (all.length < due) {
        const at = begin + (1_000 * all.length) / perSecond
        const second = Math.floor(all.length / perSecond)
        came += 1
        all.push(ask(agent, port, path(came), addressOf(came)).then((met) => ({ ...met, second, ms: performance.now() - at })))
      }
      await new Promise((later) => setTimeout(later, 5))
    }
    return await Promise.all(all)
  } finally {
    agent.destroy()
  }
}

/** As many answers a second as there can be: so many people at once, each asking again when answered. */
export async function saturate(
  port: number,
  path: (n: number) => string,
  { ms, atOnce }: { ms: number; atOnce: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const begin = performance.now()
  let served = 0
  const one = async () => {
    while (performance.now() - begin < ms) {
      came += 1
      const { status } = await ask(agent, port, path(came), addressOf(came))
      if (status === 200) served += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  agent.destroy()
  return (1_000 * served) / (performance.now() - begin)
}

export const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0

/** How many heard what. */
export function met(people: readonly Answered[]): string {
  const counts = new Map<string, number>()
  for (const { status, hasRetryAfter, fault } of people) {
    const what = status === 0 ? `nothing (${fault})` : `${status}${hasRetryAfter ? ' with Retry-After' : ''}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, count]) => `${what} ${count}`).join(', ')
}
