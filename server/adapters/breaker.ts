/**
 * After several failures in a row nobody knocks for a while, then one at a time until somebody opens. Its time is the machine's, not the
 * test clock's: it protects the partner from real calls.
 */
export interface Breaker {
  /** How many deliveries may be begun now: 0 while it is open, 1 to try, else all that are free. */
  allows(free: number, inFlight: number): number
  /** Milliseconds until it may be tried again. */
  restMs(): number
  succeeded(): void
  failed(): void
  isOpen(): boolean
}

export function openBreaker({
  failures = 5,
  firstRestMs = 1_000,
  longestRestMs = 15_000,
  now = () => performance.now(),
} = {}): Breaker {
  let failedInARow = 0
  let restUntil = 0
  const broken = () => failedInARow >= failures
  return {
    allows: (free, inFlight) => {
      if (!broken()) return free
      return now() < restUntil || inFlight > 0 ? 0 : Math.min(1, free)
    },
    restMs: () => (broken() ? Math.max(0, restUntil - now()) : 0),
    succeeded: () => {
      failedInARow = 0
    },
    failed: () => {
      failedInARow += 1
      if (broken()) restUntil = now() + Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failedInARow - failures, 10))
    },
    isOpen: broken,
  }
}
