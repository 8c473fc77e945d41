import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { demoDatabase } from '#server/demo-settings.ts'
import { ensureRolesAndDatabase } from '#server/tools/database-roles.ts'
import { migrate, migrationState } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'
import { prismaCli } from '#server/tools/prisma-cli.ts'

const schema = `datasource db {
  provider = "postgresql"
}
model Thing {
  id   Int    @id
  name String
}
`
const first = `CREATE TABLE "Thing" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Thing_pkey" PRIMARY KEY ("id"));
-- a comment with a semicolon; and a function whose body has some
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mocua-migrations-'))
  writeFileSync(join(folder, 'schema.prisma'), schema)
})
afterAll(() => rmSync(folder, { recursive: true }))

let ownerUrl = ''
let migrations = ''
const write = (name: string, sql: string) => {
  mkdirSync(join(migrations, name), { recursive: true })
  writeFileSync(join(migrations, name, 'migration.sql'), sql)
}
const options = () => ({
  folder: migrations,
  extra: { MOCUA_SCHEMA: join(folder, 'schema.prisma'), MOCUA_MIGRATIONS: migrations },
})
const count = async (sql: string) => (await withClient(ownerUrl, (client) => client.query<{ n: number }>(sql))).rows[0]?.n

beforeEach(async () => {
  const { secrets, port } = inject('postgres')
  const database = `migrations_${randomBytes(4).toString('hex')}`
  await ensureRolesAndDatabase(secrets, port, database)
  ownerUrl = demoDatabase(secrets, port, database).DATABASE_OWNER_URL
  migrations = join(folder, database)
  write('20260101000000_first', first)
  writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
})

describe('migrations', () => {
  it('are applied once by two deployments at the same time', async () => {
    const counts = await Promise.all([migrate(ownerUrl, options()), migrate(ownerUrl, options())])
    expect(counts.sort()).toEqual([0, 1])
    expect(await count('SELECT twice(21) AS n')).toBe(42)
    expect(await migrate(ownerUrl, options())).toBe(0)
  })

  it('that fail leave nothing behind and go on after the correction', async () => {
    await migrate(ownerUrl, options())
    write('20260102000000_second', 'ALTER TABLE "Thing" ADD COLUMN "size" INTEGER;\nSELECT no_such_function();')
    await expect(migrate(ownerUrl, options())).rejects.toThrow(/could not be migrated[\s\S]*no_such_function/)
    expect(await count(`SELECT count(*)::int AS n FROM information_schema.columns WHERE column_name = 'size'`)).toBe(0)
    write('20260102000000_second', 'ALTER TABLE "Thing" ADD COLUMN "size" INTEGER;')
    expect(await migrate(ownerUrl, options())).toBe(1)
  })

  it('whose text changed after they were applied are refused', async () => {
    await migrate(ownerUrl, options())
    write('20260101000000_first', `${first}-- changed`)
    expect((await withClient(ownerUrl, (client) => migrationState(client, migrations))).changed).toEqual(['20260101000000_first'])
    await expect(migrate(ownerUrl, options())).rejects.toThrow('were changed after they were applied: 20260101000000_first')
  })

  it('are made from a difference that is printed as a script', async () => {
    const { extra } = options()
    const diff = ['migrate', 'diff', '--from-empty', '--to-schema', join(folder, 'schema.prisma'), '--script']
    const { code, output } = await prismaCli(diff, { ownerUrl, isQuiet: true, extra })
    expect(code).toBe(0)
    expect(output).toContain('CREATE TABLE "Thing"')
    const none = await prismaCli(
      ['migrate', 'diff', '--from-migrations', migrations, '--to-schema', join(folder, 'schema.prisma'), '--exit-code'],
      {
        ownerUrl,
        isQuiet: true,
        extra,
      },
    )
    expect(none).toMatchObject({ code: 0 })
    expect(await count(`SELECT count(*)::int AS n FROM pg_database WHERE datname LIKE 'prisma_shadow%'`)).toBe(0)
  })
})
