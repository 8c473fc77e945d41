import { z } from 'zod'

const faultKinds = ['down', 'http500', 'slow', 'garbage', 'truncated', 'timeoutAfterApply', 'errorBody'] as const
type FaultKind = (typeof faultKinds)[number]

/** `mixed` draws one of the seven kinds for each call; the same seed draws the same row. */
export const faultPlanSchema = z.object({
  kind: z.enum([...faultKinds, 'mixed', 'none']),
  count: z.int().min(-1).default(1),
  seed: z.int().default(1),
  /** Share of calls that are hit, in percent; drawn with the seed. */
  percent: z.int().min(1).max(100).default(100),
  /** Only calls with this label (`auth`, `DongBoHoSoMC`, `INIT`, `QUERY` …). */
  only: z.string().optional(),
  delayMs: z.int().min(0).max(600_000).default(3000),
})

export type Fault = { kind: FaultKind; delayMs: number; share: number }

/** mulberry32: small, seeded, good enough to choose faults. */
function drawer(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Planned faults by system. They are orders of a test, not truth of a partner: a restart forgets them. */
export function openFaults() {
  const plans = new Map<string, { plan: z.output<typeof faultPlanSchema>; left: number; hits: number; draw: () => number }>()
  return {
    plan(system: string, input: z.output<typeof faultPlanSchema>) {
      if (input.kind === 'none') plans.delete(system)
      else plans.set(system, { plan: input, left: input.count, hits: 0, draw: drawer(input.seed) })
    },
    describe(system: string) {
      const entry = plans.get(system)
      return entry ? { ...entry.plan, left: entry.left, hits: entry.hits } : { kind: 'none' }
    },
    next(system: string, label: string): Fault | null {
      const entry = plans.get(system)
      if (!entry || entry.left === 0) return null
      const { plan, draw } = entry
      if (plan.only !== undefined && plan.only !== label) return null
      if (draw() * 100 >= plan.percent) return null
      if (entry.left > 0) entry.left -= 1
      entry.hits += 1
      const drawn = plan.kind === 'mixed' ? faultKinds[Math.floor(draw() * faultKinds.length)] : plan.kind
      return drawn === undefined || drawn === 'none' ? null : { kind: drawn, delayMs: plan.delayMs, share: draw() }
    },
    reset: () => plans.clear(),
  }
}
export type Faults = ReturnType<typeof openFaults>
