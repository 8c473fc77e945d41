import { DomainError } from '../domain-error.ts'

const refuse = (path: string, what: string) =>
  new DomainError('INPUT_INVALID', `no canonical JSON for ${what} at ${path}`, { path })

/** A lone half of a surrogate pair has no UTF-8 form, so two readers could hash different bytes. */
function text(value: string, path: string): string {
  if (!value.isWellFormed()) throw refuse(path, 'a lone surrogate')
  return JSON.stringify(value.normalize('NFC'))
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

interface Numbers {
  isRead: (value: number) => boolean
  otherwise: string
}
const WHOLE: Numbers = { isRead: Number.isSafeInteger, otherwise: 'a number that is no safe integer' }
const FINITE: Numbers = { isRead: Number.isFinite, otherwise: 'a number that is not finite' }

/**
 * JSON as RFC 8785 writes it, narrowed so that it has one reading everywhere: texts in NFC, numbers safe integers. What is absent has to be
 * null: `undefined` is an error, because it would vanish.
 */
export const canonical = (value: unknown): string => write(value, '$', WHOLE)

/** The same for what is no part of a history: a definition may speak of a quarter of a day, which RFC 8785 writes as ECMAScript does. */
export const canonicalDefinition = (value: unknown): string => write(value, '$', FINITE)

function write(value: unknown, path: string, numbers: Numbers): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value, path)
  if (typeof value === 'number') {
    if (!numbers.isRead(value)) throw refuse(path, numbers.otherwise)
    return String(value === 0 ? 0 : value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, numbers)).join(',')}]`
  if (typeof value !== 'object') throw refuse(path, typeof value)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refuse(path, 'an object that is not plain')
  const members = Object.entries(value).map(([name, member]) => [name.normalize('NFC'), member] as const)
  members.sort(([a], [b]) => byCodeUnit(a, b))
  for (const [index, [name]] of members.entries()) {
    if (name === members[index - 1]?.[0]) throw refuse(`${path}.${name}`, 'two names that are one in NFC')
  }
  return `{${members.map(([name, member]) => `${text(name, path)}:${write(member, `${path}.${name}`, numbers)}`).join(',')}}`
}
