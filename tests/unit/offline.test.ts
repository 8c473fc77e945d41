import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import messages from '#app/_messages/vi.json' with { type: 'json' }
import { root } from '../config/source-files.ts'

const read = (file: string) => readFileSync(`${root}/public${file}`)
const worker = read('/sw.js').toString()
const files = [...(/const FILES = \[([^\]]*)\]/.exec(worker)?.[1] ?? '').matchAll(/'([^']+)'|PAGE/g)].map(
  ([, file]) => file ?? '/offline.html',
)

describe('the page without a network', () => {
  it('is kept under a name made of its content, so that a change reaches those who have the old one', () => {
    const hash = createHash('sha256')
    for (const file of files) hash.update(read(file))
    expect(worker).toContain(`const KEPT = 'offline-${hash.digest('hex').slice(0, 8)}'`)
  })

  it('is kept with all that it shows, and nothing else is kept', () => {
    const page = read('/offline.html').toString()
    const style = read('/offline.css').toString()
    const shown = [...page.matchAll(/(?:src|href)="(\/[\w-]+[^"]*\.\w+)"/g), ...style.matchAll(/url\("([^"]+)"\)/g)].map(
      ([, file]) => file,
    )
    expect(new Set(files)).toEqual(new Set(['/offline.html', ...shown]))
    expect(worker.match(/\.put\(|\.add\(/g)).toBeNull()
  })

  it('says the same telephone number and name as the site', () => {
    const page = read('/offline.html').toString()
    expect(page).toContain(messages.site.phone)
    expect(page).toContain(`tel:${messages.site.phone.replaceAll(' ', '')}`)
    expect(page).toContain(messages.site.name)
  })
})
