import { canonical } from '#workflows/dossier/canonical.ts'
import { replay, replayRowSchema } from '#workflows/dossier/replay.ts'
import { histories } from '../modules/history/history.repository.ts'
import { definitionOf } from '../modules/procedure/definition-of.ts'

/** Folds each dossier's events into a state and compares it with the stored one, bit by bit. Exit 1 when any differs. */
let dossiers = 0
let events = 0
let different = 0
for await (const history of histories()) {
  dossiers += 1
  events += history.events.length
  const versions = [...new Set(history.events.map((event) => event.procedureVersionId))]
  const definitions = Object.fromEntries(await Promise.all(versions.map(async (id) => [id, await definitionOf(id)] as const)))
  let fault: string | null = null
  try {
    if (
      canonical(
        replay(
          definitions,
          history.events.map((event) => replayRowSchema.parse(event)),
        ),
      ) !== canonical(history.state)
    )
      fault = 'another state'
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
  }
  if (fault === null) continue
  different += 1
  console.log(`${history.code}: ${fault}`)
}
console.log(`history:replay: ${dossiers} dossiers, ${events} events, ${different} different`)
process.exit(different === 0 ? 0 : 1)
