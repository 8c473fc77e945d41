import { parseArgs } from 'node:util'
import { afterChecks } from '#server/tools/after-checks.ts'
import { isMain, runTool, say, step, ToolError } from '#server/tools/console.ts'
import { leaveLine } from '#server/tools/last-line.ts'
import { startTemporaryStack } from '#server/tools/temporary-stack.ts'
import { crashRun } from './crash-run.ts'

// `npm run faults -- --seed S --minutes M`: processes die without warning while people work; afterwards everything must hold.

export async function runFaults({
  seed,
  minutes,
}: {
  seed: number
  minutes: number
}): Promise<{ cases: number; failed: number }> {
  const stack = await startTemporaryStack({ step })
  try {
    await stack.untilReady()
    say(`==> killing web, worker and partners for ${minutes} min, seed ${seed}`)
    const { kills, acknowledged, faults } = await crashRun(stack, { seed, seconds: minutes * 60 })
    say(
      `    kill -9: ${Object.entries(kills)
        .map(([name, n]) => `${name} ${n}`)
        .join(', ')}; ${acknowledged} filings acknowledged`,
    )
    faults.push(...(await afterChecks(stack)))
    if (acknowledged === 0) faults.push('nothing was filed, so nothing was proved')
    for (const fault of faults) say(`FAULT ${fault}`)
    return { cases: acknowledged, failed: faults.length }
  } finally {
    await stack.remove()
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '1' } } })
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)]
  if (!Number.isSafeInteger(seed) || !(minutes > 0) || minutes > 600)
    throw new ToolError('usage: npm run faults -- --seed <whole number> --minutes <more than 0, at most 600>')
  const { cases, failed } = await runFaults({ seed, minutes })
  const line = `faults: seed ${seed}, ${cases} cases, ${failed} failed`
  leaveLine('faults', line, [`${minutes} min of kill -9 while people work`])
  say(line)
  return failed === 0 ? 0 : 1
}

if (isMain(import.meta.url)) await runTool(main)
