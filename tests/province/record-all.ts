import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { firstSettings } from '#prisma/data/settings.ts'
import { runTool, say } from '#server/tools/console.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { type Recording, record } from './record.ts'

// Runs in a process of its own over a throwaway database (see `recordings.ts`): node record-all.ts <file>.

const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)

await runTool(async () => {
  const [file = ''] = process.argv.slice(2)
  const all: Recording[] = []
  for (const [n, definition] of catalogue.entries()) {
    const recordings = await record(definition, { today: '2026-10-05', place: '31', localFees }, n + 1)
    all.push(...recordings)
    say(`${definition.code}: ${recordings.length} recordings`)
  }
  writeFileSync(file, gzipSync(JSON.stringify(all)))
  // connections to the throwaway database would keep the process alive
  process.exit(0)
})
