import { z } from 'zod'
import { postJson } from './callback.ts'
import type { Clock } from './clock.ts'
import { type Faults, faultPlanSchema } from './faults.ts'
import { type Call, control, json, Refusal, type Route } from './http.ts'

export type Controlled = {
  system: string
  /** What the system holds, of one dossier or of all. */
  received: (dossier: string | null, query: URLSearchParams) => unknown
  reset: () => void
}

const clockSchema = z.object({
  offsetMs: z
    .int()
    .min(-10 * 366 * 86_400_000)
    .max(10 * 366 * 86_400_000),
  /** false: only the simulators are shifted, for tests without the product. */
  forward: z.boolean().default(true),
})

export function controlRoutes(
  systems: Controlled[],
  faults: Faults,
  clock: Clock,
  publicUrl: string,
  stop: AbortSignal,
): Route[] {
  const named = (name: string | undefined) => {
    const system = systems.find((one) => one.system === name)
    if (!system) throw new Refusal(404, `no such system; there are ${systems.map((one) => one.system).join(', ')}`)
    return system
  }
  async function setClock(call: Call) {
    const { offsetMs, forward } = control(call, clockSchema)
    if (forward) {
      // The product first: two clocks that disagree would make every signed message look stale.
      const answer = await postJson(`${publicUrl}/api/control/clock`, JSON.stringify({ offsetMs }), {}, stop)
      if (answer.kind === 'unanswered' || answer.status >= 300) {
        return json({ error: 'the product did not take the clock; nothing was shifted', product: answer }, 502)
      }
    }
    clock.shift(offsetMs)
    return json({ offsetMs, forwarded: forward, now: clock.now().toISOString() })
  }
  return [
    {
      method: 'GET',
      path: /^\/_control\/clock$/,
      handle: () => json({ offsetMs: clock.offsetMs(), now: clock.now().toISOString() }),
    },
    { method: 'POST', path: /^\/_control\/clock$/, handle: setClock },
    {
      method: 'POST',
      path: /^\/_control\/reset$/,
      handle: () => {
        for (const one of systems) one.reset()
        faults.reset()
        return json({ reset: systems.map((one) => one.system) })
      },
    },
    {
      method: 'GET',
      path: /^\/_control\/([a-z]+)\/received$/,
      handle: (call, [name]) => json(named(name).received(call.query.get('dossier'), call.query)),
    },
    {
      method: 'GET',
      path: /^\/_control\/([a-z]+)\/faults$/,
      handle: (_call, [name]) => json(faults.describe(named(name).system)),
    },
    {
      method: 'POST',
      path: /^\/_control\/([a-z]+)\/faults$/,
      handle: (call, [name]) => {
        const { system } = named(name)
        faults.plan(system, control(call, faultPlanSchema))
        return json(faults.describe(system))
      },
    },
  ]
}
