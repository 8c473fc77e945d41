import { describe, expect, it } from 'vitest'
import { codeFiles, projectFiles, textOf } from './source-files.ts'

const MAX_LINES = 300

describe('the rules of the house', () => {
  it('keeps the top level to the agreed folders and the files that a tool forces', () => {
    const allowed = [
      ...['app', 'prisma', 'public', 'server', 'tests', 'workflows', '.ci'],
      ...['README.md', 'LICENSE', '.gitignore', 'package.json', 'package-lock.json', 'tsconfig.json'],
      ...['next.config.ts', 'proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts'],
    ]
    const found = new Set(projectFiles.map((file) => file.split('/')[0] ?? ''))
    expect([...found].filter((name) => !allowed.includes(name))).toEqual([])
  })

  it('keeps every file under 300 lines', () => {
    const isOurs = (file: string) => !file.startsWith('prisma/') && !file.endsWith('.md')
    const long = codeFiles.filter(isOurs).filter((file) => textOf(file).split('\n').length > MAX_LINES + 1)
    expect(long).toEqual([])
  })

  it('has no unfinished, skipped or singled-out work', () => {
    const word =
      /\b(TODO|FIXME|XXX|HACK)\b|\b(describe|it|test)\.(only|skip|todo|fixme)\b|\b(xit|xdescribe|fit|fdescribe)\(|@ts-(ignore|nocheck)/
    const self = 'tests/config/house-rules.test.ts'
    const found = codeFiles
      .filter((file) => file !== self)
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, index) => (word.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
      )
    expect(found).toEqual([])
  })

  it('reads process.env in server/env.ts only, besides tools that run before it and the partners', () => {
    const mayRead =
      /^server\/env\.ts$|^server\/tools\/|^server\/simulators\/main\.ts$|^prisma\/prisma\.config\.ts$|^next\.config\.ts$|^tests\//
    // NODE_ENV and NEXT_RUNTIME are constants of the build; handing a value on to a library is not reading
    const reading = /process\.env(\.(?!(NODE_ENV|NEXT_RUNTIME)\b)|\[)|=\s*process\.env\b(?!\.NODE_ENV)|\(process\.env\)/
    const found = codeFiles.filter((file) => !mayRead.test(file) && reading.test(textOf(file)))
    expect(found).toEqual([])
  })

  it('keeps national field names in adapters, simulators and their tests', () => {
    const mayName = /^server\/(adapters|simulators)\/|^tests\/contracts\/|\.md$/
    const nationalName = /\b(MaHoSo|TrangThaiHoSo|MaDonVi|MaThuTuc|DongBoHoSoMC|CapNhatTienDoHoSoMC)\b/
    const self = 'tests/config/house-rules.test.ts'
    expect(codeFiles.filter((file) => file !== self && !mayName.test(file) && nationalName.test(textOf(file)))).toEqual([])
  })

  it('names no procedure in code', () => {
    const mayName = /^workflows\/catalogue\/|^prisma\/|^tests\/|\.test(-support)?\.tsx?$|^server\/simulators\//
    const code = /\b(1\.001193|2\.000815|1\.001612)\b/
    expect(codeFiles.filter((file) => !mayName.test(file) && code.test(textOf(file)))).toEqual([])
  })

  it('names no place of one machine', () => {
    expect(
      codeFiles.filter(
        (file) => /(?<![\w.])\/(work|root|home)\/[a-z]/.test(textOf(file)) && file !== 'tests/config/house-rules.test.ts',
      ),
    ).toEqual([])
  })
})
