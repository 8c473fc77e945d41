import { canonical } from '#workflows/dossier/canonical.ts'
import { replay, replayRowSchema, versionsOf } from '#workflows/dossier/replay.ts'
import { histories } from '../modules/history/history.repository.ts'
import { definitionsOf } from '../modules/procedure/definition-of.ts'
import { leaveLine } from './last-line.ts'

/** Folds each dossier's events into a state and compares it with the stored one, bit by bit. Exit 1 when any differs. */
let dossiers = 0
let events = 0
let different = 0
for await (const history of histories()) {
  dossiers += 1
  events += history.events.length
  let fault: string | null = null
  try {
    const rows = history.events.map((event) => replayRowSchema.parse(event))
    const definitions = Object.fromEntries(await definitionsOf(versionsOf(rows)))
    if (canonical(replay(definitions, rows)) !== canonical(history.state)) fault = 'another state'
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
  }
  if (fault === null) continue
  different += 1
  console.log(`${history.code}: ${fault}`)
}
const line = `history:replay: ${dossiers} dossiers, ${events} events, ${different} different`
leaveLine('history-replay', line)
console.log(line)
process.exit(different === 0 ? 0 : 1)
