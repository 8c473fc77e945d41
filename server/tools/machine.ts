import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'
import { installedPrograms } from './postgres-place.ts'

/** What a figure was measured on: absolute values mean nothing without it. */
export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  system: string
  node: string
  postgresql: string
  /** The path of pgbench, or null: then its statements go through plain `pg`. */
  pgbench: string | null
}

/** PostgreSQL's own load program, when the machine has one; it is not among the embedded programs. */
export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions]
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null
}

export function machineFacts(): Machine {
  const { stdout } = spawnSync(join(installedPrograms(), 'bin/postgres'), ['--version'], { encoding: 'utf8' })
  const models = cpus()
  return {
    cpu: models[0]?.model ?? 'unknown',
    cores: models.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    postgresql: stdout.trim().replace(/^postgres \(PostgreSQL\) /, ''),
    pgbench: findPgbench(),
  }
}
