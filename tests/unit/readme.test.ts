import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { envHelp } from '#server/env.ts'

const pages = [
  'README.md',
  'server/README.md',
  'app/README.md',
  'workflows/README.md',
  'server/deploy/README.md',
  'server/simulators/README.md',
]
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts
const readme = readFileSync('README.md', 'utf8')

describe('what the READMEs say', () => {
  it.each(pages)('%s names only commands that exist', (page) => {
    const named = [...readFileSync(page, 'utf8').matchAll(/npm (?:run (?:-s )?)([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it.each(pages)('%s links only to files that exist', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '')
    expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([])
  })

  it('the two commands of the start are the first ones', () => {
    const shown = [...readme.matchAll(/<!-- tested -->\n```sh\n([^`]+)```/g)].map(([, block]) => block?.trim())
    expect(shown).toEqual(['npm run up', 'npm test'])
  })

  it('has a row for every setting', () => {
    const settings = envHelp()
      .split('\n')
      .map((line) => line.split(/\s/)[0] ?? '')
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})
