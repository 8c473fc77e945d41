import type { Measure } from '#server/tools/measure.ts'
import { hammer } from './load.ts'
import { p95OfCitizens } from './open-loop.ts'
import { startPageServers } from './page-servers.ts'
import { targetsOf } from './page-targets.ts'

// How long people wait, by the clock on the wall: it needs a minute of real time and a machine that does nothing else.

/** A server that has just begun spends its time on getting under way. */
const WARM_MS = 4_000

async function measureOnce(): Promise<number> {
  const servers = await startPageServers({ dossiers: 24, writers: 40 })
  try {
    const targets = targetsOf(servers)
    for (const target of [targets.track, targets.kept, targets.barePage]) await hammer(target, { ms: WARM_MS })
    return await p95OfCitizens(servers, targets)
  } finally {
    await servers.stop()
  }
}

const all: Measure[] = [
  {
    id: 'P7',
    title:
      '200 citizens, 40 requests/s (70 % tracking, 20 % procedure pages, 10 % form saves): p95 against a bare dynamic page at that rate',
    unit: 'x bare',
    ceiling: 4,
    goal: 2,
    run: measureOnce,
  },
]

export const measures: Measure[] = process.argv.includes('--quick') ? [] : all
