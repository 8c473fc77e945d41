import 'server-only'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '#workflows/domain-error.ts'
import { rateLimitStore } from './rate-limit.repository.ts'

export interface RateLimit {
  points: number
  seconds: number
  /** Counted in the database, for all web processes together; else in this process alone. */
  isShared?: boolean
}

type Limiter = Pick<RateLimiterMemory, 'consume' | 'penalty' | 'get' | 'delete'>
const limiters = new Map<string, Limiter>()

function limiterOf(name: string, { points, seconds, isShared }: RateLimit): Limiter {
  const key = `${name}:${points}:${seconds}`
  const known = limiters.get(key)
  if (known) return known
  const options = { keyPrefix: name, points, duration: seconds }
  const inMemory = new RateLimiterMemory(options)
  const limiter = isShared
    ? new RateLimiterPostgres({
        ...options,
        storeClient: rateLimitStore,
        storeType: 'client',
        tableName: 'RateLimit',
        tableCreated: true,
        // a database that does not answer must not open the door to guessing
        insuranceLimiter: inMemory,
      })
    : inMemory
  limiters.set(key, limiter)
  return limiter
}

/** The row of a limit that all processes share. */
export const sharedKey = (name: string, key: string): string => `${name}:${key}`

/** Takes one point of `key`; RATE_LIMITED with the seconds to wait when none is left. */
export async function takePoint(name: string, key: string, limit: RateLimit): Promise<void> {
  try {
    await limiterOf(name, limit).consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new DomainError('RATE_LIMITED', `${name}: too many`, { seconds: Math.ceil(refusal.msBeforeNext / 1000) })
  }
}

/** Counts one without refusing: the failure is answered as what it is. */
export async function addPoint(name: string, key: string, limit: RateLimit): Promise<void> {
  await limiterOf(name, limit).penalty(key)
}

/** Points already taken of `key`. */
export async function pointsTaken(name: string, key: string, limit: RateLimit): Promise<number> {
  return (await limiterOf(name, limit).get(key))?.consumedPoints ?? 0
}

export async function forgetPoints(name: string, key: string, limit: RateLimit): Promise<void> {
  await limiterOf(name, limit).delete(key)
}
