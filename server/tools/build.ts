import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { isMain, runTool, say, seconds, ToolError } from './console.ts'
import { lock } from './file-lock.ts'
import { ensureGeneratedClient } from './generate-client.ts'
import { bin, pinnedNode, projectRoot, withPinnedNode } from './project.ts'
import { hashOf } from './source-hash.ts'
import { bundleStillPages } from './still-page.ts'

// The production build. Each finished build lies in a folder named by the hash of its sources, so that a web process
// that still runs on an older build loses nothing under its feet.

const builds = join(projectRoot, '.out/web')
/** Where Next leaves what it made. */
const made = join(projectRoot, '.next/standalone')
const KEPT_BUILDS = 3
const sources = [
  'app',
  'server',
  'workflows',
  'public',
  'prisma/schema.prisma',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** Settings that make every module loadable while pages are built; nothing of them is kept in the build. */
const placeholders = {
  MOCUA_DEMO: '0',
  MOCUA_TEST_CLOCK: '0',
  DATABASE_URL: 'postgresql://build:build@127.0.0.1:9/none',
  ...Object.fromEntries(
    [
      'NEXTAUTH_SECRET',
      'PORTAL_USERNAME',
      'PORTAL_PASSWORD',
      'PORTAL_INBOUND_SECRET',
      'PAYMENT_PARTNER',
      'PAYMENT_SECRET',
      'OIDC_CLIENT_SECRET',
    ].map((name) => [name, 'only-while-building']),
  ),
}

function nextBuild(isQuiet: boolean, signal?: AbortSignal): Promise<void> {
  const child = spawn(pinnedNode, [bin('next'), 'build'], {
    cwd: projectRoot,
    env: withPinnedNode({ ...process.env, ...placeholders, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
    signal,
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code, signal) => {
      if (code === 0) return done()
      const why = signal === 'SIGKILL' ? ' It was killed, most likely for lack of memory: the build needs 1.5 GB.' : ''
      fail(
        new ToolError(
          `The web application could not be built (next build ended with ${code ?? signal}).${why}\n${output.trimEnd().split('\n').slice(-40).join('\n')}`,
        ),
      )
    })
  })
}

function keepResult(folder: string): void {
  if (!existsSync(join(made, 'server.js')))
    throw new ToolError('next build made no .next/standalone/server.js: next.config.ts must say output: "standalone"')
  cpSync(join(projectRoot, '.next/static'), join(made, '.next/static'), { recursive: true })
  if (existsSync(join(projectRoot, 'public'))) cpSync(join(projectRoot, 'public'), join(made, 'public'), { recursive: true })
  mkdirSync(builds, { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  renameSync(made, folder)
}

/** `.out/web/current` for systemd and containers, moved in one step. */
function point(folder: string): void {
  const link = join(builds, 'current')
  if (existsSync(link) && readlinkSync(link) === basename(folder)) return
  rmSync(`${link}.new`, { force: true })
  symlinkSync(basename(folder), `${link}.new`)
  renameSync(`${link}.new`, link)
}

function forgetOldBuilds(): void {
  const byAge = readdirSync(builds)
    .filter((name) => !name.startsWith('current'))
    .map((name) => ({ path: join(builds, name), at: statSync(join(builds, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of byAge.slice(KEPT_BUILDS)) rmSync(path, { recursive: true, force: true })
}

export interface Build {
  /** Folder with server.js. */
  folder: string
  isNew: boolean
}

/** The build of the present sources, made now if it is not there. Two at once: the second waits and uses the first one's. */
export async function ensureBuild({ isQuiet = true, signal }: { isQuiet?: boolean; signal?: AbortSignal } = {}): Promise<Build> {
  const release = await lock(join(projectRoot, 'node_modules/.cache/mocua-build.lock'), (holder) =>
    say(`    another build is running (pid ${holder}); waiting for it`),
  )
  try {
    await ensureGeneratedClient()
    const folder = join(builds, hashOf(sources).slice(0, 16))
    if (existsSync(join(folder, 'server.js'))) {
      utimesSync(folder, new Date(), new Date())
      point(folder)
      return { folder, isNew: false }
    }
    await nextBuild(isQuiet, signal)
    await bundleStillPages(made)
    keepResult(folder)
    point(folder)
    forgetOldBuilds()
    return { folder, isNew: true }
  } finally {
    release()
  }
}

if (isMain(import.meta.url))
  await runTool(async () => {
    const started = performance.now()
    const { folder, isNew } = await ensureBuild({ isQuiet: false })
    say(`build: ${isNew ? 'made' : 'up to date'} in ${folder} (${seconds(performance.now() - started)})`)
    return 0
  })
