import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, say } from '#server/tools/console.ts'
import { projectRoot } from '#server/tools/project.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { randomWalk } from './random-walk.ts'

// `npm run verify:walks -- [--steps 10000] [--seed 1] [code]`: random lives of every procedure of the catalogue.

const args = process.argv.slice(2)
const numberAfter = (name: string, otherwise: number) => {
  const at = args.indexOf(name)
  return at < 0 ? otherwise : Number(args[at + 1])
}
const steps = numberAfter('--steps', 10_000)
const seed = numberAfter('--seed', 1)
const only = args.find((arg) => /^\d\.\d{6}$/.test(arg))

await runTool(async () => {
  let count = 0
  const chosen = catalogue.filter(({ code }) => only === undefined || code === only)
  for (const [index, definition] of chosen.entries()) {
    const { dossiers, faults } = randomWalk(definition, { steps, seed: seed + index })
    for (const { what, path } of faults.slice(0, 5)) say(`  ${definition.code} ${what} [${path.join(' → ')}]`)
    say(`${definition.code} ${dossiers} dossiers, ${faults.length} faults`)
    count += faults.length
  }
  mkdirSync(join(projectRoot, '.out'), { recursive: true })
  const kept = { at: new Date().toISOString(), seed, steps: chosen.length * steps, procedures: chosen.length, faults: count }
  writeFileSync(join(projectRoot, '.out/walks.json'), `${JSON.stringify(kept)}\n`)
  say(`verify:walks: seed ${seed}, ${chosen.length * steps} steps, ${count} faults`)
  return count === 0 ? 0 : 1
})
