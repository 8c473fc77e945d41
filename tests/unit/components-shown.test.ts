import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from '../config/source-files.ts'

// `/ui` shows every component in every state. What it shows is read from its files: the tags that they and all that they import write.

const isPage = (file: string) => /^app\/(\(public\)\/)?ui\/.*\.tsx$/.test(file) || file === 'app/(public)/layout.tsx'

function importsOf(file: string): string[] {
  const named = [...textOf(file).matchAll(/from '([^']+\.tsx)'|import\('([^']+\.tsx)'\)/g)].map(
    ([, from, lazy]) => from ?? lazy ?? '',
  )
  return named.map((name) => (name.startsWith('#') ? name.slice(1) : normalize(join(dirname(file), name))))
}

function shown(): Set<string> {
  const waiting = projectFiles.filter(isPage)
  const read = new Set<string>()
  const tags = new Set<string>()
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (read.has(file)) continue
    read.add(file)
    for (const [, tag = ''] of textOf(file).matchAll(/<([A-Z]\w*)/g)) tags.add(tag)
    waiting.push(...importsOf(file).filter((one) => one.startsWith('app/')))
  }
  return tags
}

describe('the page of all components', () => {
  it('shows each one that there is', () => {
    const tags = shown()
    const components = projectFiles
      .filter((file) => /^app\/_ui\/.*\.tsx$/.test(file))
      .flatMap((file) =>
        [...textOf(file).matchAll(/^export (?:default )?function ([A-Z]\w*)/gm)].map(([, name = '']) => ({ file, name })),
      )
    expect(components.length).toBeGreaterThan(50)
    expect(components.filter(({ name }) => !tags.has(name)).map(({ file, name }) => `${file}: ${name}`)).toEqual([])
  })
})
