import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { searchWordRows, searchWordsFileSchema } from '../modules/procedure/search/words-file.ts'
import { runTool, say, ToolError } from './console.ts'
import { ownerUrlOrExplain } from './migrate.ts'
import { withClient } from './postgres.ts'

// `npm run search:words -- words.json`: everyday words into the database, over those that are said in the same way; `-- --export` writes
// them out, `-- --remove "công chứng"` takes one away. Every process searches with them from its next question on.

const USAGE = 'search:words -- <file.json> | --export | --remove <what is said>'

function options() {
  try {
    const { values, positionals } = parseArgs({
      options: { export: { type: 'boolean', default: false }, remove: { type: 'string' } },
      allowPositionals: true,
    })
    const [file] = positionals
    if ([file !== undefined, values.export, values.remove !== undefined].filter(Boolean).length !== 1 || positionals.length > 1)
      throw new Error('one thing at a time')
    return { file, isExport: values.export, remove: values.remove }
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function rowsOf(file: string) {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ToolError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = searchWordsFileSchema.safeParse(given)
  if (parsed.success) return searchWordRows(parsed.data)
  const faults = parsed.error.issues
    .slice(0, 10)
    .map(
      ({ path, message }) =>
        `  row ${path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ')}: ${message}`,
    )
  throw new ToolError(`${file} is not taken, and nothing was changed:\n${faults.join('\n')}`)
}

await runTool(async () => {
  const { file, isExport, remove } = options()
  const rows = file === undefined ? [] : rowsOf(file)
  return withClient(ownerUrlOrExplain(), async (client) => {
    if (isExport) {
      const { rows: kept } = await client.query(`SELECT said, kind, means, source FROM "SearchWord" ORDER BY kind, key`)
      say(JSON.stringify(kept, null, 2))
      return 0
    }
    if (remove !== undefined) {
      const { rowCount } = await client.query(`DELETE FROM "SearchWord" WHERE said = $1`, [remove])
      say(`search:words: ${rowCount ?? 0} removed`)
      return 0
    }
    const { rowCount } = await client.query(
      `INSERT INTO "SearchWord" SELECT * FROM json_populate_recordset(NULL::"SearchWord", $1)
       ON CONFLICT (key) DO UPDATE SET said = EXCLUDED.said, kind = EXCLUDED.kind, means = EXCLUDED.means, source = EXCLUDED.source
       WHERE ("SearchWord".said, "SearchWord".kind, "SearchWord".means, "SearchWord".source) IS DISTINCT FROM
         (EXCLUDED.said, EXCLUDED.kind, EXCLUDED.means, EXCLUDED.source)`,
      [JSON.stringify(rows)],
    )
    say(`search:words: ${rowCount ?? 0} written, ${rows.length - (rowCount ?? 0)} were there`)
    return 0
  })
})
