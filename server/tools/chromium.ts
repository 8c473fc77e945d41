import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright } from '@playwright/test'
import { z } from 'zod'
import { messageOf, ToolError } from './console.ts'
import { pinnedNode, projectRoot, withPinnedNode } from './project.ts'

// The browser of the tests. Playwright's own download is not to be had everywhere, so: the one that is named, one of the
// system, the one from npm; as root one from Debian when the libraries of the npm one are missing.

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export interface Browser {
  path: string
  from: string
}

/** Why a browser cannot be used, or null when it showed a page. */
async function faultOf(path: string): Promise<string | null> {
  try {
    const browser = await playwright.launch({ executablePath: path, args: CHROMIUM_FLAGS, timeout: 60_000 })
    try {
      const page = await browser.newPage()
      await page.setContent('<h1>Một Cửa</h1>')
      return (await page.textContent('h1')) === 'Một Cửa' ? null : 'it shows an empty page'
    } finally {
      await browser.close()
    }
  } catch (error) {
    return messageOf(error)
  }
}

const inPath = (name: string) =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** Unpacks the npm one into the cache of this checkout; the package itself would use the temporary folder of all users. */
function unpackFromNpm(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(projectRoot, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')))
  // the package takes a file that is there for its own, whatever version it is
  const cache = join(projectRoot, 'node_modules/.cache', `chromium-${version}`)
  const script = `import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())`
  mkdirSync(cache, { recursive: true })
  const done = spawnSync(pinnedNode, ['--input-type=module', '-e', script], {
    cwd: projectRoot,
    env: withPinnedNode({ ...process.env, TMPDIR: cache }),
    encoding: 'utf8',
  })
  if (done.status !== 0 || !existsSync(done.stdout))
    throw new ToolError(`@sparticuz/chromium could not be unpacked: ${done.stderr.trim()}`)
  return done.stdout
}

const missingLibraries = (path: string) =>
  (spawnSync('ldd', [path], { encoding: 'utf8' }).stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])

function installFromDebian(): string | null {
  if (process.getuid?.() !== 0 || !inPath('apt-get')) return null
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: withPinnedNode({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' }),
  }
  spawnSync('apt-get', ['update', '-q'], options)
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options)
  return inPath('chromium') ?? null
}

/** Finds a Chromium that shows a page, and says which. */
export async function findChromium(): Promise<Browser> {
  const faults: string[] = []
  const tried = async (path: string, from: string): Promise<Browser | null> => {
    const fault = await faultOf(path)
    if (fault === null) return { path, from }
    faults.push(`  ${from} (${path}): ${fault.split('\n').slice(0, 4).join(' ')}`)
    return null
  }
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (named) {
    const browser = await tried(named, 'PLAYWRIGHT_CHROMIUM_PATH')
    if (browser) return browser
    throw new ToolError(`The browser of PLAYWRIGHT_CHROMIUM_PATH cannot be used:\n${faults.join('\n')}`)
  }
  for (const path of SYSTEM.map(inPath)) {
    const browser = path ? await tried(path, 'system') : null
    if (browser) return browser
  }
  const unpacked = unpackFromNpm()
  const missing = missingLibraries(unpacked)
  const fromNpm = await tried(unpacked, 'npm package @sparticuz/chromium')
  if (fromNpm) return fromNpm
  const installed = installFromDebian()
  const fromDebian = installed ? await tried(installed, 'Debian package chromium, installed now') : null
  if (fromDebian) return fromDebian
  throw new ToolError(
    `No Chromium for the browser tests:\n${faults.join('\n')}\n` +
      (missing.length > 0 ? `The one from npm misses these system libraries: ${missing.join(', ')}\n` : '') +
      'What to do: install one (Debian: apt-get install chromium), or set PLAYWRIGHT_CHROMIUM_PATH to one.',
  )
}
