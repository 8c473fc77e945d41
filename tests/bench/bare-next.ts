import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bin, pinnedNode, projectRoot, withPinnedNode } from '#server/tools/project.ts'
import { hashOf } from '#server/tools/source-hash.ts'

// What our pages are measured against: the least that Next can be asked for, built by the installed Next, kept until either changes.

const sources = 'tests/bench/bare-next'
const builds = join(projectRoot, '.out/bare-next')

function nextVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(projectRoot, 'node_modules/next/package.json'), 'utf8'))
  return version
}

/** Path of the server.js of the bare application, built now if it is not there. Below the project, so that it finds the same packages. */
export async function bareNext(): Promise<string> {
  const name = `${nextVersion()}-${hashOf([sources, 'tests/bench/bare-next.ts']).slice(0, 12)}`
  const folder = join(builds, name)
  // the folder of a standalone build repeats the way from the traced root
  const server = join(folder, '.next/standalone', relative(projectRoot, folder), 'server.js')
  if (existsSync(server)) return server
  rmSync(builds, { recursive: true, force: true })
  cpSync(join(projectRoot, sources), folder, { recursive: true })
  const child = spawn(pinnedNode, [bin('next'), 'build'], {
    cwd: folder,
    env: withPinnedNode({
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      BARE_NEXT_ROOT: projectRoot,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const code = await new Promise<number | null>((ended, fail) => {
    child.once('error', fail)
    child.once('close', ended)
  })
  if (code !== 0) throw new Error(`the bare application could not be built:\n${output}`)
  return server
}
