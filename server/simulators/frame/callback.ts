/** What a call to the product came to: an answer (any status with readable JSON), or none. */
export type Answer = { kind: 'answered'; status: number; body: unknown } | { kind: 'unanswered'; why: string }

const TIME_LIMIT_MS = 15_000
const MAX_ANSWER_CHARACTERS = 200_000

export async function postJson(url: string, body: string, headers: Record<string, string>, stop: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIME_LIMIT_MS)]),
    })
    const answer = (await response.text()).slice(0, MAX_ANSWER_CHARACTERS)
    if (response.status >= 500 || response.status === 429) return { kind: 'unanswered', why: `HTTP ${response.status}` }
    try {
      return { kind: 'answered', status: response.status, body: JSON.parse(answer) }
    } catch {
      return { kind: 'unanswered', why: `HTTP ${response.status}, not JSON` }
    }
  } catch (error) {
    return { kind: 'unanswered', why: error instanceof Error ? `${error.name}: ${error.message}` : 'no answer' }
  }
}

const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000]

/**
 * Repeats `attempt` until it reports true. The waits are those of the machine's clock: a shifted test clock must not
 * turn into a storm. A second order for the same key while one is running does nothing.
 */
export function openRetries() {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  async function pursue(attempt: (stop: AbortSignal) => Promise<boolean>) {
    for (let round = 0; !stopping.signal.aborted; round += 1) {
      if (await attempt(stopping.signal)) return
      await pause(WAITS_MS[Math.min(round, WAITS_MS.length - 1)] ?? 30_000, stopping.signal)
    }
  }
  return {
    signal: stopping.signal,
    start(key: string, attempt: (stop: AbortSignal) => Promise<boolean>): Promise<void> {
      const present = running.get(key)
      if (present) return present
      const pursuit = pursue(attempt)
        .catch((error: unknown) => console.error(`callback ${key} given up:`, error))
        .finally(() => running.delete(key))
      running.set(key, pursuit)
      return pursuit
    },
    stop: () => stopping.abort(),
  }
}
export type Retries = ReturnType<typeof openRetries>

export function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', done)
  })
}
