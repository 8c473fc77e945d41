import { describe, expect, it } from 'vitest'
import { codeFiles, textOf } from '../config/source-files.ts'

// Lists go on behind a key. A place in a list that is counted off costs more the deeper it is, and shifts while others write.

const isOurs = (file: string) => /^(app|server|workflows)\//.test(file) && !/\.test\.tsx?$/.test(file)
const countsOff = /(?<![.\w])skip:\s*\S|\bOFFSET\b\s*(?!0\b)[\d$({]/

describe('lists', () => {
  it('would be seen if they counted rows off', () => {
    for (const line of ['skip: 20,', 'skip: page * 20', 'LIMIT 20 OFFSET 40', 'OFFSET $' + '{from}', 'OFFSET $3'])
      expect(line).toMatch(countsOff)
    for (const line of ['OFFSET 0', '.skip { left: 0 }', '.skip:focus { left: 1rem }']) expect(line).not.toMatch(countsOff)
  })

  it('never count rows off', () => {
    const found = codeFiles
      .filter((file) => isOurs(file) && !file.endsWith('.css'))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, n) => (countsOff.test(line) ? [`${file}:${n + 1} ${line.trim()}`] : [])),
      )
    expect(found).toEqual([])
  })
})
