import { spawnSync } from 'node:child_process'
import { projectRoot } from '#server/tools/project.ts'

/** The made-up catalogue of a whole province beside the real procedures. */
export function loadSamples(): void {
  const done = spawnSync(
    process.execPath,
    ['server/tools/run.mjs', 'server/tools/procedures-generate.ts', '--count', '1950', '--seed', '1'],
    {
      cwd: projectRoot,
      env: process.env,
      encoding: 'utf8',
    },
  )
  if (done.status !== 0) throw new Error(`procedures:generate: ${done.stdout}${done.stderr}`)
}
