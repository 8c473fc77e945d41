import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../form/condition.ts'
import { conditionContext } from '../procedure/condition-context.ts'
import { formatDefinition } from '../procedure/definition-file.ts'
import { graphSignature } from '../procedure/graph-signature.ts'
import { verify } from '../procedure/verify.ts'
import { catalogue } from './index.ts'

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const textOf = (code: string) => readFileSync(new URL(`${code}.json`, folder), 'utf8')

/** These have no English beside them: law and offices of the country are named in Vietnamese. */
const VIETNAMESE_ONLY =
  /^(audienceVi|fieldVi|competentAgencyVi|partialReasonVi|noteVi|requiredVi|whenVi|validityVi|verifiedNoteVi)$|^labelVi$/
const MARKED = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i
/** Proper words without a mark. */
const PLAIN = /^(Nam|Cha|Con|Xong|Khai cho ai)$/
/** The currency, and the letters before the number of a land certificate. */
const LOAN_WORDS = /đồng|CĐ/g
const REMARKS = /trí nhớ|memory|index id|OVERLAY|bản dữ liệu trước/i

interface Said {
  at: string
  key: string
  text: string
  english: unknown
}

/** Every text of a definition that somebody reads, with its English. Notes on sources are for those who keep the catalogue. */
function textsOf(value: unknown, at = ''): Said[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${at}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'sourceNotes') return []
    if (typeof member !== 'string') return textsOf(member, `${at}.${key}`)
    const english = (value as Record<string, unknown>)[key === 'vi' ? 'en' : key.replace(/Vi$/, 'En')]
    return [{ at: `${at}.${key}`, key, text: member, english }]
  })
}
const isVietnamese = ({ key }: Said) => key === 'vi' || key.endsWith('Vi')
const isEnglish = ({ key }: Said) => key === 'en' || key.endsWith('En')
/** A line of a printed result has no English: results are papers of Vietnamese law. */
const needsEnglish = ({ key, at }: Said) => !VIETNAMESE_ONLY.test(key) || (key === 'labelVi' && !at.startsWith('.results'))

/** What each name that a condition may compare can be, as far as the definition says it. */
function choicesOf(value: unknown, known = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (Array.isArray(value)) for (const item of value) choicesOf(item, known)
  else if (typeof value === 'object' && value !== null) {
    if ('id' in value && 'options' in value && Array.isArray(value.options))
      known.set(
        String(value.id),
        new Set([...(known.get(String(value.id)) ?? []), ...value.options.map((option) => String(option.value))]),
      )
    for (const member of Object.values(value)) choicesOf(member, known)
  }
  return known
}
/** `name = "value"`, `name != "value"` and `list contains(["value", …], name)` in any text of a definition. */
function comparisonsOf(text: string): [string, string][] {
  const plain = [...text.matchAll(/(\w+) !?= "([^"]+)"/g)].map(([, name = '', value = '']): [string, string] => [name, value])
  const listed = [...text.matchAll(/list contains\(\[([^\]]*)\], (\w+)\)/g)].flatMap(([, list = '', name = '']) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, value = '']): [string, string] => [name, value]),
  )
  return [...plain, ...listed]
}

describe('the catalogue', () => {
  it('holds the thirty-five procedures, each in the file of its code', () => {
    expect(catalogue.map(({ code }) => `${code}.json`)).toEqual(files.toSorted())
    expect(new Set(catalogue.map(({ code }) => code)).size).toBe(35)
  })
  it('has at least twenty graphs that differ in more than names', () => {
    const alike = Map.groupBy(catalogue, graphSignature)
    expect(alike.size).toBeGreaterThanOrEqual(20)
  })
})

describe.each(catalogue.map((each) => [each.code, each] as const))('%s', (code, each) => {
  it('may be published', () => expect(verify(each).findings.map(({ step, en }) => `${step}: ${en}`)).toEqual([]))
  it('is written as the one way of writing has it', () => expect(textOf(code)).toBe(formatDefinition(each)))
  it('prints a result before anything is known', () => {
    const context = conditionContext({ definition: each, caseCode: null, answers: {}, stepData: {} })
    for (const { lines } of each.results) for (const { value } of lines) expect(evaluate(value, context)).toBeNull()
  })
  it('says everything in both languages', () => {
    const silent = textsOf(each).filter((said) => isVietnamese(said) && needsEnglish(said) && !said.english)
    expect(silent.map(({ at, text }) => `${at}: ${text}`)).toEqual([])
  })
  it('writes Vietnamese with its marks, English without, and no remarks for ourselves', () => {
    const said = textsOf(each)
    const bare = said.filter((one) => isVietnamese(one) && !MARKED.test(one.text) && !PLAIN.test(one.text))
    const mixed = said.filter((one) => isEnglish(one) && MARKED.test(one.text.replace(LOAN_WORDS, '')))
    const remarks = said.filter(({ text }) => REMARKS.test(text))
    expect([...bare, ...mixed, ...remarks].map(({ at, text }) => `${at}: ${text}`)).toEqual([])
  })
  it('compares answers with values that they can have', () => {
    const choices = choicesOf(each)
    choices.set('case', new Set(each.cases.map((one) => one.code))).set('channel', new Set(['online', 'portal', 'desk', 'post']))
    const asked = textsOf(each).flatMap(({ text }) => comparisonsOf(text))
    expect(asked.filter(([name, value]) => choices.has(name) && !choices.get(name)?.has(value))).toEqual([])
  })
  it('asks as much as the paper form does', () => {
    const fields = each.form.pages.flatMap((page) => page.fields)
    expect(fields.length).toBeGreaterThanOrEqual(8)
    expect(each.form.pages.length).toBeGreaterThanOrEqual(2)
  })
})
