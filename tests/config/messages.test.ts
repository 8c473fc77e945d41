import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { textOf } from './source-files.ts'

interface Messages {
  [key: string]: string | Messages
}
const messagesSchema: z.ZodType<Messages> = z.lazy(() => z.record(z.string(), z.union([z.string(), messagesSchema])))

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const read = (language: string) => flatten(messagesSchema.parse(JSON.parse(textOf(`app/_messages/${language}.json`))))
const vi = read('vi')
const en = read('en')

const argumentsOf = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)/g)].map(([, name]) => name))].sort()

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
  })

  it('leave nothing empty', () => {
    expect([...vi, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })

  it('are composed, so that searching and comparing find them', () => {
    expect([...vi, ...en].filter(([, text]) => text !== text.normalize('NFC')).map(([key]) => key)).toEqual([])
  })

  it('take the same arguments', () => {
    // words of a plural or a choice stand in braces as well; only plain arguments are compared
    const plain = (text: string) => (/,\s*(plural|select|selectordinal)\s*,/.test(text) ? null : argumentsOf(text))
    const different = [...vi].filter(([key, text]) => {
      const other = en.get(key)
      if (other === undefined) return false
      const [first, second] = [plain(text), plain(other)]
      return first !== null && second !== null && first.join() !== second.join()
    })
    expect(different.map(([key]) => key)).toEqual([])
  })
})
