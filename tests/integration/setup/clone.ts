import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { DATABASE_NAME, demoDatabase, secretsPath } from '#server/demo-settings.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { isAlive } from '#server/tools/process-life.ts'

export interface TestDatabase {
  name: string
  /** Role mocua_app. */
  DATABASE_URL: string
  /** Role mocua_owner. */
  DATABASE_OWNER_URL: string
}

export const superuser = (database = 'postgres') => {
  const { secrets, port } = inject('postgres')
  return superuserUrl(secrets.postgres, port, database)
}

/** A database of its own, equal to a freshly installed demo. Its name carries the worker's pid: who is gone needs it no more. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const { secrets, port } = inject('postgres')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await withClient(superuser(), async (client) => {
    const { rows } = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`)
    for (const { datname } of rows) {
      if (!isAlive(Number(datname.split('_')[1]), 'node'))
        await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`)
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${DATABASE_NAME} OWNER mocua_owner`)
    // rights on a database are not copied with it
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO mocua_app, mocua_purge`)
  })
  return { name, ...demoDatabase(secrets, port, name) }
}

/** A data folder for one test file, with the secrets of this run. */
export function dataFolder(name: string): string {
  const { dataDir } = inject('postgres')
  const folder = join(dataDir, 'files-of', name)
  mkdirSync(folder, { recursive: true })
  copyFileSync(secretsPath(dataDir), secretsPath(folder))
  return folder
}
