import { randomBytes, timingSafeEqual } from 'node:crypto'
import { addPoint, pointsTaken, sharedKey } from '#server/rate-limit.ts'
import { DomainError } from '#workflows/domain-error.ts'

// What people hold who follow something without an account: a code, and a secret beside it.

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 60 random bits: too many to guess over a rate-limited page. */
export const newLookupSecret = () => Array.from(randomBytes(12), (byte) => CROCKFORD[byte % 32]).join('')

/** Wrong secrets for one code, from wherever: beyond them the code is shut for a while, for everybody without an account. */
const GUESSES = { points: 30, seconds: 900, isShared: true }

export const shutFault = () => new DomainError('RATE_LIMITED', 'tracking: too many wrong secrets', { seconds: GUESSES.seconds })

/** Where they are counted, for a statement that looks itself. */
export const guessesOf = (code: string) => ({ key: sharedKey('track.code', code), most: GUESSES.points, now: Date.now() })

export async function assertNotGuessed(code: string): Promise<void> {
  if ((await pointsTaken('track.code', code, GUESSES)) >= GUESSES.points) throw shutFault()
}

/** The same answer and the same time, whether the code or the secret was wrong. `stored` null: there is no such code. */
export const fitsSecret = (stored: string | null, given: string): boolean => {
  const known = stored ?? '0'.repeat(12)
  return known.length === given.length && timingSafeEqual(Buffer.from(known), Buffer.from(given)) && stored !== null
}

export async function refuseGuess(code: string): Promise<never> {
  await addPoint('track.code', code, GUESSES)
  throw new DomainError('NOT_FOUND', 'tracking: no such code and secret')
}
