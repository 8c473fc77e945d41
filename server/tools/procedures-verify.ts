import { existsSync, readFileSync } from 'node:fs'
import { catalogue } from '#workflows/catalogue/index.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { readDefinition } from '#workflows/procedure/read-definition.ts'
import { verify } from '#workflows/procedure/verify.ts'
import { runTool, say, ToolError } from './console.ts'
import { leaveLine } from './last-line.ts'

// `npm run procedures:verify [-- file.json …]`: proves the given files, or every definition of the catalogue. A version with findings may not be published.

/** What stands in the way, as lines; empty when the version may be published. */
function proved(definition: ProcedureDefinition): number {
  const { findings, states, transitions, ms } = verify(definition, { clock: () => performance.now() })
  for (const { rule, step, vi, en, path } of findings) {
    const way = path.length > 0 ? ` [${path.map(({ type }) => type).join(' → ')}]` : ''
    say(`  ${definition.code} ${step ?? '–'} ${rule}: ${vi} / ${en}${way}`)
  }
  say(
    `${definition.code} v${definition.version} states=${states} transitions=${transitions} ms=${ms} findings=${findings.length}`,
  )
  return findings.length
}

function provedFile(file: string): number {
  if (!existsSync(file)) throw new ToolError(`${file} does not exist. Usage: procedures:verify [-- <file.json> …]`)
  const { definition, findings } = readDefinition(readFileSync(file, 'utf8'))
  if (definition !== null) return proved(definition)
  for (const { place, rule, vi, en } of findings) say(`  ${file} ${place || '–'} ${rule}: ${vi} / ${en}`)
  say(`${file} findings=${findings.length}`)
  return findings.length
}

await runTool(async () => {
  const files = process.argv.slice(2)
  const found = files.length > 0 ? files.map(provedFile) : catalogue.map(proved)
  const count = found.reduce((sum, each) => sum + each, 0)
  const line = `procedures:verify: ${found.length} checked, ${count} findings`
  if (files.length === 0) leaveLine('procedures-verify', line)
  say(line)
  return count === 0 ? 0 : 1
})
