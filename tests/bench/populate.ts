import { readFileSync } from 'node:fs'
import { env } from '#server/env.ts'
import { runTool, ToolError } from '#server/tools/console.ts'
import { fillProvince } from '#tests/province/province.ts'

// Runs in a process of its own over the database that is to be filled: node populate.ts <dossiers> <file of recordings> <seed>.

await runTool(async () => {
  const [dossiers, file = '', seed] = process.argv.slice(2)
  const filled = await fillProvince(JSON.parse(readFileSync(file, 'utf8')), {
    ownerUrl: env.DATABASE_OWNER_URL ?? '',
    dossiers: Number(dossiers),
    seed: Number(seed),
    until: '2026-11-01',
  })
  if (!process.send) throw new ToolError('started by the bench only')
  process.send(filled, () => process.exit(0))
  return undefined
})
