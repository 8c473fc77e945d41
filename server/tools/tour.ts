import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, say } from './console.ts'
import { runE2e } from './e2e.ts'
import { projectRoot } from './project.ts'

// `npm run tour`: a picture of every page and state that the checks of accessibility visit, wide and on a telephone, for the README.

const folder = join(projectRoot, 'public/tour')
const WIDE = '-1280.webp'
const NARROW = '-360.webp'

/** A page of all pictures, for looking them through. */
function gallery(names: readonly string[]): string {
  const rows = names.map(
    (name) => `| ${name} | ![${name}, wide](${name}${WIDE}) | ![${name}, on a telephone](${name}${NARROW}) |`,
  )
  return [
    '# Every page',
    '',
    'Made by `npm run tour` on the demo: each page and state that the checks of accessibility visit, 1280 and 360 pixels wide, in light colours.',
    '',
    '| page | wide | telephone |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

await runTool(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  process.env.MOCUA_TOUR_DIR = folder
  const code = await runE2e(['accessibility'])
  const files = readdirSync(folder)
  const names = files.filter((file) => file.endsWith(WIDE)).map((file) => file.slice(0, -WIDE.length))
  writeFileSync(join(folder, 'README.md'), gallery(names.sort()))
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  say(`tour: ${names.length} pages, ${(bytes / 1_000_000).toFixed(1)} MB`)
  return code
})
