import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ToolError } from './console.ts'
import { type Environment, pinnedNode, projectRoot, withPinnedNode } from './project.ts'

/** Runs prisma/seed.ts in a process of its own, because it opens the database of its environment; returns its last line. */
export function seed(environment: Environment): Promise<string> {
  const file = join(projectRoot, 'prisma/seed.ts')
  if (!existsSync(file)) throw new ToolError('prisma/seed.ts is missing: restore it from git')
  const child = spawn(pinnedNode, [join(projectRoot, 'server/tools/run.mjs'), file], {
    cwd: projectRoot,
    env: withPinnedNode({ ...process.env, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      if (code === 0) done(output.trimEnd().split('\n').at(-1) ?? '')
      else fail(new ToolError(`The database could not be seeded:\n${errors.trim()}\n${output.trim()}`))
    })
  })
}
