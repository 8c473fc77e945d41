import { type Breaker, openBreaker } from '#server/adapters/breaker.ts'
import { createResidentRegister, type ResidentRegister } from '#server/adapters/resident-data/register.ts'
import { env } from '#server/env.ts'

let register: ResidentRegister | null = null

/** One client for the whole process. */
export function ourRegister(): ResidentRegister {
  register ??= createResidentRegister({ url: env.RESIDENT_URL, code: env.RESIDENT_CODE })
  return register
}

/** Somebody waits for a page each time: after three failures nobody knocks for a while. */
export const registerBreaker: Breaker = openBreaker({ failures: 3, firstRestMs: 5_000, longestRestMs: 60_000 })
