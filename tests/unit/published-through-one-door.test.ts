import { describe, expect, it } from 'vitest'
import { codeFiles, textOf } from '#tests/config/source-files.ts'

/** The database cannot run a machine, so it cannot prove a version; therefore whoever calls its function is named here. */
const CALLERS: Record<string, RegExp> = {
  'server/modules/procedure/version.repository.ts': /publish_version/,
  // the catalogue, of which every test run proves every version
  'prisma/seed-reference.ts': /publish_version/,
}

const isOurs = (file: string) => /^(app|server|workflows|prisma)\//.test(file) && !file.includes('.test') && file.endsWith('.ts')

describe('a version is published', () => {
  it('by nobody but the two who prove it', () => {
    const callers = codeFiles.filter((file) => isOurs(file) && textOf(file).includes('publish_version'))
    expect(callers.toSorted()).toEqual(Object.keys(CALLERS).toSorted())
  })
  it('behind `verify`, where it comes from a file', () => {
    const callers = codeFiles.filter((file) => isOurs(file) && /\bpublishRows\(/.test(textOf(file)))
    expect(callers.toSorted()).toEqual(['server/modules/procedure/publish.ts', 'server/modules/procedure/version.repository.ts'])
    const body = textOf('server/modules/procedure/publish.ts')
    expect(body.indexOf('checkFile(text)')).toBeGreaterThan(0)
    expect(body.indexOf("'DEFINITION_REFUSED'")).toBeLessThan(body.indexOf('await publishRows('))
  })
})
