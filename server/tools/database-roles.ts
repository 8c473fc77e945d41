import pg from 'pg'
import { DATABASE_NAME, type DemoSecrets } from '../demo-settings.ts'
import { superuserUrl, withClient } from './postgres.ts'

// The three roles. On a foreign server the database administrator makes the same ones; the rights on tables come from the migrations.
const roles = (secrets: DemoSecrets) => [
  // CREATEDB is for the throw-away databases of `make-migration` and of the tests; a foreign server need not give it
  { name: 'mocua_owner', password: secrets.owner, rights: 'CREATEDB' },
  { name: 'mocua_app', password: secrets.app, rights: 'NOCREATEDB' },
  { name: 'mocua_purge', password: secrets.purge, rights: 'NOCREATEDB' },
]

/** Makes roles and database of the embedded PostgreSQL; harmless when they are there. */
export async function ensureRolesAndDatabase(secrets: DemoSecrets, port: number, database = DATABASE_NAME): Promise<void> {
  await withClient(superuserUrl(secrets.postgres, port), async (client) => {
    for (const { name, password, rights } of roles(secrets)) {
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
      if (known.rowCount === 0) await client.query(`CREATE ROLE ${pg.escapeIdentifier(name)}`)
      await client.query(
        `ALTER ROLE ${pg.escapeIdentifier(name)} LOGIN NOSUPERUSER ${rights} PASSWORD ${pg.escapeLiteral(password)}`,
      )
    }
    const there = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    const name = pg.escapeIdentifier(database)
    if (there.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER mocua_owner`)
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO mocua_app, mocua_purge`)
  })
}

/** What to ask of the administrator of a foreign PostgreSQL. */
export const foreignServerSql = `CREATE ROLE mocua_owner LOGIN PASSWORD '…';
CREATE ROLE mocua_app LOGIN PASSWORD '…';
CREATE ROLE mocua_purge LOGIN PASSWORD '…';
CREATE DATABASE mocua OWNER mocua_owner ENCODING 'UTF8' TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi-VN' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE mocua FROM PUBLIC;
GRANT CONNECT ON DATABASE mocua TO mocua_app, mocua_purge;`
