import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { runTool, say, ToolError } from './console.ts'
import { lastFolder, lastLineSchema } from './last-line.ts'
import { projectRoot } from './project.ts'
import {
  benchSchema,
  LINES,
  mutantsSchema,
  qualityPage,
  reasonsSchema,
  testsSchema,
  unexplained,
  walksSchema,
} from './quality-page.ts'

// `npm run quality`: writes tests/QUALITY.md. What falls short has to have its reason in quality-reasons.json.

function read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | null {
  const path = join(projectRoot, file)
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

await runTool(() => {
  const instruments = {
    bench: read('.out/bench.json', benchSchema),
    tests: read('.out/tests.json', testsSchema),
    mutants: read('.out/mutants.json', mutantsSchema),
    walks: read('.out/walks.json', walksSchema),
    lines: Object.fromEntries(
      LINES.map(([name]) => [name, read(join(relative(projectRoot, lastFolder), `${name}.json`), lastLineSchema)]),
    ),
    reasons: read('server/tools/quality-reasons.json', reasonsSchema) ?? {},
  }
  const silent = unexplained(instruments)
  if (silent.length > 0)
    throw new ToolError(
      `${silent.join(', ')} fall short without a reason. What to do: improve them, or say why in server/tools/quality-reasons.json`,
    )
  writeFileSync(join(projectRoot, 'tests/QUALITY.md'), qualityPage(instruments))
  say(`quality: ${instruments.bench?.figures.length ?? 0} figures (tests/QUALITY.md)`)
  return Promise.resolve(0)
})
