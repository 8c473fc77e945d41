import { definitionOf } from '#server/modules/procedure/definition-of.ts'
import { findVersionsOf } from '#server/modules/procedure/version.repository.ts'
import { formatDefinition } from '#workflows/procedure/definition-file.ts'
import { runTool, ToolError } from './console.ts'

// `npm run -s procedures:export -- <code> [version]`: prints the file of a version, by default the one in force (else the newest).

await runTool(async () => {
  const [code = '', wanted] = process.argv.slice(2)
  if (!/^\d\.\d{6}$/.test(code) || (wanted !== undefined && !/^\d{1,4}$/.test(wanted)))
    throw new ToolError(
      'procedures:export -- <code> [version]: the national code of a procedure (a digit, a dot, six digits), and the number of its version',
    )
  const versions = await findVersionsOf(code)
  const row =
    wanted === undefined
      ? (versions.find(({ standing }) => standing === 'inForce') ?? versions[0])
      : versions.find(({ version }) => version === Number(wanted))
  if (!row)
    throw new ToolError(
      versions.length === 0
        ? `There is no procedure ${code}.`
        : `${code} has no version ${wanted}; it has ${versions.map(({ version }) => version).join(', ')}.`,
    )
  const text = formatDefinition(await definitionOf(row.id))
  // a pipe takes its time, and the process ends below
  await new Promise((done) => process.stdout.write(text, done))
  return 0
})
process.exit()
