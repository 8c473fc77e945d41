import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ToolError } from './console.ts'
import { prismaCli } from './prisma-cli.ts'
import { projectRoot } from './project.ts'
import { hashOf } from './source-hash.ts'

const folder = join(projectRoot, 'prisma/generated')
const stamp = join(folder, '.made-from')

/** Makes the Prisma client when the schema or Prisma itself changed since; returns whether it did. */
export async function ensureGeneratedClient(): Promise<boolean> {
  const wanted = hashOf(['prisma/schema.prisma', 'node_modules/prisma/package.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const { code, output, errors } = await prismaCli(['generate'], { isQuiet: true })
  if (code !== 0)
    throw new ToolError(`The Prisma client could not be made from prisma/schema.prisma:\n${errors.trim()}\n${output.trim()}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}
