import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { publishFile } from '#server/modules/procedure/publish.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { FileFinding } from '#workflows/procedure/read-definition.ts'
import { runTool, say, ToolError } from './console.ts'

// `npm run procedures:import -- <file.json>… [--next] [--from yyyy-mm-dd]`: publishes the files, each wholly or not at all.

const USAGE = 'procedures:import -- <file.json>… [--next (takes the next free number)] [--from yyyy-mm-dd (first day in force)]'

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { next: { type: 'boolean', default: false }, from: { type: 'string' } },
    })
    return { ...values, positionals }
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ToolError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function tell(file: string, error: DomainError): void {
  const { findings = [], fieldErrors } = error.details as { findings?: FileFinding[]; fieldErrors?: unknown }
  for (const { place, rule, vi, en } of findings) say(`  ${file} ${place || '–'} ${rule}: ${vi} / ${en}`)
  say(`${file} refused: ${error.code}${findings.length > 0 ? `, findings=${findings.length}` : ` ${error.message}`}`)
  if (fieldErrors) say(`  ${JSON.stringify(fieldErrors)}`)
}

await runTool(async () => {
  const { positionals, next, from } = options()
  if (positionals.length === 0) throw new ToolError(USAGE)
  if (from !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(from)) throw new ToolError(`--from ${from} is no day\n${USAGE}`)
  let refused = 0
  for (const file of positionals) {
    try {
      const { outcome, code, version, effectiveFrom } = await publishFile(textOf(file), { asNext: next, effectiveFrom: from })
      say(`${code} v${version} ${outcome}, in force from ${effectiveFrom}`)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      tell(file, error)
      refused += 1
    }
  }
  say(`procedures:import: ${positionals.length} files, ${refused} refused`)
  return refused === 0 ? 0 : 1
})
process.exit()
