import { writeFileSync } from 'node:fs'
import { firstSettings } from '#prisma/data/settings.ts'
import { runTool } from '#server/tools/console.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { type Recording, record } from '#tests/province/record.ts'
import { catalogue } from '#workflows/catalogue/index.ts'

// Lives of a few procedures, for populations that are to be made in seconds. Runs in a process of its own: node few-lives.ts <procedures> <file>.

/** What a ward is asked for most comes first. */
const FIRST = ['2.000815', '1.001612', '1.001193']
const rankOf = (code: string): number => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length)
const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)

await runTool(async () => {
  const [procedures, file = ''] = process.argv.slice(2)
  const ordered = catalogue.toSorted((a, b) => rankOf(a.code) - rankOf(b.code)).slice(0, Number(procedures))
  const recordings: Recording[] = []
  for (const [n, definition] of ordered.entries())
    recordings.push(...(await record(definition, { today: '2026-10-05', place: '31', localFees }, n + 1)))
  await asOwner('DELETE FROM "AppClock"')
  writeFileSync(file, JSON.stringify(recordings))
  // connections would keep the process alive
  process.exit(0)
})
