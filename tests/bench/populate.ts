import { firstSettings } from '#prisma/data/settings.ts'
import { env } from '#server/env.ts'
import { runTool, ToolError } from '#server/tools/console.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { fillProvince } from '#tests/province/province.ts'
import { type Recording, record } from '#tests/province/record.ts'
import { catalogue } from '#workflows/catalogue/index.ts'

// Runs in a process of its own over the database that is to be filled: node populate.ts <dossiers> <procedures> <seed>.

/** What a ward is asked for most comes first. */
const FIRST = ['1.001612', '2.000815', '1.001193']
const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)

await runTool(async () => {
  const [dossiers = 0, procedures = 0, seed = 0] = process.argv.slice(2).map(Number)
  const ordered = catalogue.toSorted((a, b) => rankOf(a.code) - rankOf(b.code)).slice(0, procedures)
  const recordings: Recording[] = []
  for (const [n, definition] of ordered.entries())
    recordings.push(...(await record(definition, { today: '2026-10-05', place: '31', localFees }, n + 1)))
  await asOwner('DELETE FROM "AppClock"')
  const filled = await fillProvince(recordings, { ownerUrl: env.DATABASE_OWNER_URL ?? '', dossiers, seed })
  if (!process.send) throw new ToolError('started by the bench only')
  process.send(filled, () => process.exit(0))
  return undefined
})

function rankOf(code: string): number {
  const rank = FIRST.indexOf(code)
  return rank < 0 ? FIRST.length : rank
}
