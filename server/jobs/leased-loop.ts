import type { openBreaker } from '#server/adapters/breaker.ts'
import { log } from '#server/log.ts'

export interface Runner {
  wake(): void
  /** Takes nothing new, lets what is under way end. */
  stop(): Promise<void>
}

interface LeasedLoop<Item> {
  breaker: ReturnType<typeof openBreaker>
  /** Items at once. */
  atOnce: number
  pollMs: number
  /** Once, before anything is taken. */
  begin?: () => Promise<unknown>
  /** Takes at most so many, under a lease that is longer than handling one may last. */
  claim: (room: number) => Promise<Item[]>
  /** What it throws is logged; the lease runs out and the item is taken again. */
  handle: (item: Item) => Promise<void>
  /** For the log. */
  about: (item: Item) => Record<string, unknown>
  what: Record<string, unknown> & { unwritten: string; unread: string }
}

const ERROR_PAUSE_MS = 2_000

/** Takes what is due and handles it, some at once, until it is stopped; while a partner is away it asks as rarely as the breaker says. */
export function runLeased<Item>({ breaker, atOnce, pollMs, begin, claim, handle, about, what }: LeasedLoop<Item>): Runner {
  const { unwritten, unread, ...where } = what
  const running = new Set<Promise<void>>()
  let stopping = false
  let isWoken = false
  let interrupt: () => void = () => undefined

  const wake = () => {
    isWoken = true
    interrupt()
  }
  function pause(ms: number): Promise<void> {
    if (isWoken || stopping) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  function start(item: Item): void {
    const work = handle(item)
      .catch((error: unknown) => log.error({ ...about(item), err: error }, unwritten))
      .finally(() => {
        running.delete(work)
        wake()
      })
    running.add(work)
  }

  async function loop(): Promise<void> {
    await begin?.()
    let isBacklog = false
    while (!stopping) {
      isWoken = false
      const free = atOnce - running.size
      // where there was more than room for, the next are taken some at a time: taking is one question and one commit, however many come of it
      const room: number = isBacklog && free * 2 < atOnce ? 0 : breaker.allows(free, running.size)
      try {
        const items = room > 0 ? await claim(room) : []
        for (const item of items) start(item)
        if (room > 0) isBacklog = items.length === room
        // a full hand means that there may be more; it goes on when one of them ends
        if (items.length < room || room === 0)
          await pause(breaker.isOpen() ? Math.max(50, Math.min(pollMs, breaker.restMs())) : pollMs)
      } catch (error) {
        log.error({ ...where, err: error }, unread)
        await pause(ERROR_PAUSE_MS)
      }
    }
    await Promise.all(running)
  }

  const ended = loop()
  return {
    wake,
    stop: async () => {
      stopping = true
      interrupt()
      await ended
    },
  }
}
