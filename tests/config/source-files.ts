import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files of the project as git sees them: committed or new, never ignored or deleted ones. */
export const projectFiles: string[] = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(`${root}/${file}`))

export const textOf = (file: string) => readFileSync(`${root}/${file}`, 'utf8')

export const codeFiles = projectFiles.filter((file) => /\.(ts|tsx|mjs|cjs|js|css)$/.test(file))
