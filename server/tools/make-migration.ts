import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, say, ToolError } from './console.ts'
import { migrationsFolder, ownerUrlOrExplain } from './migrate.ts'
import { prismaCli } from './prisma-cli.ts'

// `node server/tools/run.mjs server/tools/make-migration.ts <name>`: the difference between the migrations and the schema as a new migration.

await runTool(async () => {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name))
    throw new ToolError('Give the migration a name of small letters and _: make-migration.ts add_post_offices')
  const args = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--script']
  const { code, output, errors } = await prismaCli(args, { ownerUrl: ownerUrlOrExplain(), isQuiet: true })
  if (code !== 0)
    throw new ToolError(`The difference could not be made (it needs a running database: \`npm run up\`):\n${errors.trim()}`)
  if (/^-- This is an empty migration\.\s*$/.test(output.trim()) || output.trim() === '') {
    say('nothing to do: the migrations already give this schema')
    return 0
  }
  const folder = join(migrationsFolder, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), `${output.trim()}\n`)
  say(`made ${folder}: read it, add what Prisma cannot say (functions, grants, indexes), then run \`npm run db:migrate\``)
  return 0
})
