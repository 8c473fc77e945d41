import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { root, textOf } from './source-files.ts'

// What may be part of a public system: permissive licences, and weak copyleft that is used unchanged.
const allowed = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    'BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'Apache-2.0',
    'Unlicense',
    'CC0-1.0',
    'BlueOak-1.0.0',
    'Python-2.0',
    'WTFPL',
    'Zlib',
  ],
  // fonts; data about browsers
  ...['OFL-1.1', 'CC-BY-4.0', 'CC-BY-3.0'],
  // used unchanged, linked dynamically
  ...['MPL-2.0', 'LGPL-3.0-or-later', 'EPL-2.0'],
])

/** Packages whose metadata says nothing, or says it in prose; each was read. */
const read: Record<string, string> = {
  '@visx/vendor': 'MIT AND ISC',
  'combine-errors': 'MIT',
  'png-js': 'MIT',
  'seq-queue': 'MIT',
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      license: z.unknown().optional(),
      version: z.string().optional(),
    }),
  ),
})

function isAllowed(licence: string): boolean {
  const expression = licence.replace(/^\(|\)$/g, '')
  if (expression.includes(' OR ')) return expression.split(' OR ').some((part) => isAllowed(part.trim()))
  return expression.split(' AND ').every((part) => allowed.has(part.trim().replace(/^\(|\)$/g, '')))
}

/** The lock file repeats the licence of most packages; the rest say it in their own package.json. */
function licenceOf(path: string, inLock: unknown): string {
  if (typeof inLock === 'string') return inLock
  const file = `${root}/${path}/package.json`
  if (!existsSync(file)) return 'not installed'
  const { license, licenses } = z
    .object({ license: z.unknown().optional(), licenses: z.unknown() })
    .partial()
    .parse(JSON.parse(readFileSync(file, 'utf8')))
  const old = z
    .union([z.object({ type: z.string() }), z.array(z.object({ type: z.string() })).nonempty()])
    .safeParse(license ?? licenses)
  if (typeof license === 'string') return license
  if (old.success) return Array.isArray(old.data) ? old.data.map(({ type }) => type).join(' OR ') : old.data.type
  return 'none'
}

it('uses only packages whose licences allow it in a public system', () => {
  const { packages } = lockSchema.parse(JSON.parse(textOf('package-lock.json')))
  const refused = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { license }]) => ({ name: path.replace(/^.*node_modules\//, ''), licence: licenceOf(path, license) }))
    .filter(({ name, licence }) => licence !== 'not installed' && !isAllowed(read[name] ?? licence))
  expect([...new Set(refused.map(({ name, licence }) => `${name}: ${licence}`))]).toEqual([])
})
