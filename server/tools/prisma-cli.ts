import { spawn } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, runTool } from './console.ts'
import { type Environment, pinnedNode, projectRoot, withPinnedNode } from './project.ts'

// Prisma's command line without its engine download (it would fail on every machine that reaches npm only).

const engine = join(projectRoot, 'server/tools/schema-engine.mjs')

export interface CliResult {
  code: number
  output: string
  errors: string
}

/** Runs `prisma <args>`; with `isQuiet` the output is returned only. */
export function prismaCli(
  args: string[],
  { ownerUrl, isQuiet = false, extra = {} }: { ownerUrl?: string; isQuiet?: boolean; extra?: Environment } = {},
): Promise<CliResult> {
  // an archive or a file system may have lost the bit that git keeps
  chmodSync(engine, 0o755)
  const environment = withPinnedNode({
    ...process.env,
    ...extra,
    ...(ownerUrl ? { DATABASE_OWNER_URL: ownerUrl } : {}),
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  })
  const cli = join(projectRoot, 'node_modules/prisma/build/index.js')
  const child = spawn(pinnedNode, [cli, ...args, '--config', join(projectRoot, 'prisma/prisma.config.ts')], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
  })
  const text = { output: '', errors: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text.output += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text.errors += chunk
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ code: code ?? 1, ...text }))
  })
}

if (isMain(import.meta.url)) await runTool(async () => (await prismaCli(process.argv.slice(2))).code)
