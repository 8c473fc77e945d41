import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { secretsPath } from '../demo-settings.ts'
import { type Env, readEnv } from '../env.ts'
import { isInstalled, nodeIsOldEnough } from './boot.mjs'
import { isMain, messageOf, runTool, say } from './console.ts'
import { checkDatabase } from './doctor-database.ts'
import { checkScanner } from './doctor-scanner.ts'
import { isListening, listenerOf } from './ports.ts'
import { isAlive } from './process-life.ts'
import { projectRoot } from './project.ts'
import { probe } from './readiness.ts'
import { readRun } from './run-record.ts'

// `npm run doctor`: looks at everything an installation leans on and says what to do about what is wrong.

export interface Finding {
  name: string
  fact: string
  /** Only for a problem. */
  advice?: string
}

const LEAST_FREE_BYTES = 2 * 1024 ** 3
const FONTS = [
  'tinos/400Regular/Tinos_400Regular.ttf',
  'tinos/700Bold/Tinos_700Bold.ttf',
  'be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
]

function checkProgram(): Finding[] {
  const node = process.versions.node
  const isRight = nodeIsOldEnough(node)
  const fonts = FONTS.filter((file) => !existsSync(join(projectRoot, 'node_modules/@expo-google-fonts', file)))
  return [
    { name: 'Node', fact: node, ...(isRight ? {} : { advice: 'install Node 20.19 or newer' }) },
    isInstalled(projectRoot)
      ? { name: 'npm packages', fact: 'as in package-lock.json' }
      : { name: 'npm packages', fact: 'differ from package-lock.json', advice: 'run `npm run up`, which installs them' },
    fonts.length === 0
      ? { name: 'fonts', fact: `${FONTS.length} found` }
      : { name: 'fonts', fact: `missing: ${fonts.join(', ')}`, advice: 'run `npm install`' },
  ]
}

function checkDataFolder(dataDir: string): Finding[] {
  const found: Finding[] = []
  const trial = join(dataDir, `.doctor-${process.pid}`)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    accessSync(dataDir, constants.W_OK)
    writeFileSync(trial, 'trial')
    const isWhole = readFileSync(trial, 'utf8') === 'trial'
    rmSync(trial)
    found.push(
      isWhole
        ? { name: 'storage', fact: `${dataDir} can be written` }
        : { name: 'storage', fact: `${dataDir} does not keep what is written`, advice: 'check the disk' },
    )
    const { bavail, bsize } = statfsSync(dataDir)
    const free = Number(bavail) * Number(bsize)
    found.push({
      name: 'free disk',
      fact: `${(free / 1024 ** 3).toFixed(1)} GB`,
      ...(free < LEAST_FREE_BYTES ? { advice: 'make room: at least 2 GB' } : {}),
    })
  } catch (error) {
    found.push({
      name: 'storage',
      fact: messageOf(error),
      advice: `make ${dataDir} writable for this user, or set MOCUA_DATA_DIR`,
    })
  }
  const secrets = secretsPath(dataDir)
  if (existsSync(secrets)) {
    const mode = statSync(secrets).mode & 0o777
    found.push({
      name: 'secrets',
      fact: `mode ${mode.toString(8)}`,
      ...(mode === 0o600 ? {} : { advice: `chmod 600 ${secrets}` }),
    })
  }
  return found
}

async function checkPorts(settings: Env): Promise<Finding[]> {
  const run = readRun(settings.MOCUA_DATA_DIR)
  const isUp = run !== null && isAlive(run.supervisor, 'up.ts')
  if (isUp) {
    const missing = await probe(`${run.url}/readyz`, (status) => status === 200)
    return [
      {
        name: 'application',
        fact: missing ?? `ready on ${run.url}`,
        ...(missing ? { advice: `read the logs in ${join(settings.MOCUA_DATA_DIR, 'logs')}` } : {}),
      },
    ]
  }
  const wanted = ['PORT', 'WEB_METRICS_PORT', 'WORKER_METRICS_PORT', 'SIM_PORT', 'SMTP_PORT'] as const
  const taken: Finding[] = []
  for (const name of wanted) {
    if (await isListening(settings[name]))
      taken.push({
        name: `port ${name}`,
        fact: `${settings[name]} is taken (${listenerOf(settings[name]) ?? 'by another user'})`,
        advice: `stop it, or set ${name}`,
      })
  }
  return taken.length > 0 ? taken : [{ name: 'ports', fact: `${wanted.map((name) => settings[name]).join(', ')} are free` }]
}

export async function examine(): Promise<Finding[]> {
  const found = checkProgram()
  let settings: Env
  try {
    settings = readEnv(process.env)
  } catch (error) {
    return [...found, { name: 'settings', fact: messageOf(error), advice: 'correct them, see the list of settings in README.md' }]
  }
  found.push({ name: 'settings', fact: settings.MOCUA_DEMO ? 'demo' : 'production' })
  found.push(...checkDataFolder(settings.MOCUA_DATA_DIR))
  found.push(...(await checkDatabase(settings)))
  found.push(...(await checkPorts(settings)))
  const run = readRun(settings.MOCUA_DATA_DIR)
  found.push(...(await checkScanner(settings, run !== null && isAlive(run.supervisor, 'up.ts'))))
  return found
}

if (isMain(import.meta.url))
  await runTool(async () => {
    const findings = await examine()
    for (const { name, fact, advice } of findings)
      say(
        `${advice === undefined ? 'OK     ' : 'PROBLEM'} ${name}: ${fact}${advice === undefined ? '' : `. What to do: ${advice}`}`,
      )
    const problems = findings.filter(({ advice }) => advice !== undefined).length
    say(`doctor: ${findings.length} checks, ${problems} problems`)
    return problems === 0 ? 0 : 1
  })
