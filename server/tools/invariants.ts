import { blobKey } from '../adapters/storage/blob-store.ts'
import { storage } from '../adapters/storage/storage.ts'
import { calendarFaults } from '../modules/calendar/check-calendars.ts'
import { uploadFaults } from '../modules/file/check-uploads.ts'
import { histories, type StoredHistory } from '../modules/history/history.repository.ts'
import { BESIDE_AT_ONCE, projectionsOf, storedFiles } from '../modules/history/invariants.repository.ts'
import { RULES, type Rule, violationsOf } from '../modules/history/invariants.ts'
import { voiceFaults } from '../modules/petition/check-petitions.ts'
import { findingFaults } from '../modules/procedure/check-finding.ts'
import { leaveLine } from './last-line.ts'

/** I1…I10 over the whole database: every dossier folded again, every file looked for. Exit 1 when any is violated. */
const counts = Object.fromEntries(RULES.map((rule) => [rule, 0])) as Record<Rule, number>
const report = (rule: Rule, what: string) => {
  counts[rule] += 1
  console.log(`${rule} ${what}`)
}
let dossiers = 0
/** Some at a time, so that what stands beside them is read together. */
async function look(some: readonly StoredHistory[]): Promise<void> {
  const found = await Promise.all(
    some.map(async (history) => {
      const beside = await projectionsOf(history.homeAgencyId, history.id)
      return beside ? violationsOf(history, beside) : []
    }),
  )
  for (const { rule, what } of found.flat()) report(rule, what)
}
const some: StoredHistory[] = []
for await (const history of histories()) {
  dossiers += 1
  if (some.push(history) === BESIDE_AT_ONCE) await look(some.splice(0))
}
await look(some)
let after = ''
for (;;) {
  const files = await storedFiles(after, 500)
  for (const file of files) if (!(await storage().has(blobKey(file.sha256)))) report('I9', `file ${file.id}: its bytes are gone`)
  const last = files.at(-1)
  if (!last) break
  after = last.id
}
for (const fault of await uploadFaults()) report('I9', fault)
for (const fault of await calendarFaults()) report('I7', fault)
for (const fault of await findingFaults()) report('I6', fault)
for await (const { rule, what } of voiceFaults()) report(rule, what)
for (const rule of RULES) console.log(`${rule} ${counts[rule]}`)
const total = Object.values(counts).reduce((a, b) => a + b, 0)
const line = `invariants: ${total} violations`
leaveLine('invariants', line, [`${dossiers} dossiers; ${RULES.map((rule) => `${rule} ${counts[rule]}`).join(', ')}`])
console.log(line)
process.exit(total === 0 ? 0 : 1)
