import { chainRootFaults } from '../modules/history/chain-root.ts'
import { faultsOf } from '../modules/history/check-history.ts'
import { histories } from '../modules/history/history.repository.ts'
import { leaveLine } from './last-line.ts'

/** Recomputes every hash of every dossier's chain, and the published daily roots. Exit 1 when anything does not hold. */
let dossiers = 0
let events = 0
let broken = 0
for await (const history of histories()) {
  dossiers += 1
  events += history.events.length
  const faults = faultsOf(history)
  if (faults.length === 0) continue
  broken += 1
  console.log(`${history.code}: ${faults.join('; ')}`)
}
for (const fault of await chainRootFaults()) {
  broken += 1
  console.log(fault)
}
const line = `history:check: ${dossiers} dossiers, ${events} events, ${broken} broken`
leaveLine('history-check', line)
console.log(line)
process.exit(broken === 0 ? 0 : 1)
