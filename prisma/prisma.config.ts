import { defineConfig } from 'prisma/config'

// The Prisma CLI runs only through server/tools/prisma-cli.ts, which gives it the owner's address.
export default defineConfig({
  schema: process.env.MOCUA_SCHEMA ?? 'schema.prisma',
  migrations: { path: process.env.MOCUA_MIGRATIONS ?? 'migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? 'postgresql://localhost/none' },
})
