import { catalogue } from '#workflows/catalogue/index.ts'
import { verify } from '#workflows/procedure/verify.ts'
import { runTool, say } from './console.ts'

/** Checks every definition that is published from the catalogue; a version with findings may not be published. */
await runTool(async () => {
  let count = 0
  for (const definition of catalogue) {
    const { findings, states, transitions, ms } = verify(definition, { clock: () => performance.now() })
    for (const { rule, step, vi, en, path } of findings) {
      say(
        `  ${definition.code} ${step ?? '–'} ${rule}: ${vi} / ${en}${path.length > 0 ? ` [${path.map(({ type }) => type).join(' → ')}]` : ''}`,
      )
    }
    say(
      `${definition.code} v${definition.version} states=${states} transitions=${transitions} ms=${ms} findings=${findings.length}`,
    )
    count += findings.length
  }
  say(`procedures:verify: ${catalogue.length} checked, ${count} findings`)
  return count === 0 ? 0 : 1
})
