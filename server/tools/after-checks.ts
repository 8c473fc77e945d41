import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { KEEPS_NOTHING } from './last-line.ts'
import type { Stack } from './processes.ts'
import { pinnedNode, projectRoot, withPinnedNode } from './project.ts'

const CHECKS = ['history-check.ts', 'history-replay.ts', 'invariants.ts']

/** What must hold for an installation whatever was done to it; the last line of each command that found something. */
export async function afterChecks(stack: Stack): Promise<string[]> {
  const faults: string[] = []
  for (const file of CHECKS) {
    const child = spawn(pinnedNode, [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'server/tools', file)], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: withPinnedNode({ ...stack.environment, [KEEPS_NOTHING]: '1' }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const code = await new Promise<number>((done, fail) => {
      child.once('error', fail)
      child.once('close', (result) => done(result ?? 1))
    })
    const lines = output.trim().split('\n')
    process.stdout.write(`    ${lines.at(-1) ?? ''}\n`)
    if (code !== 0) faults.push(`${file}: ${lines.slice(-12).join(' | ')}`)
  }
  return faults
}
