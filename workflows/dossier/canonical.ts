import { DomainError } from '../domain-error.ts'

/** A name of a member, or a place in a list. */
type Step = string | number

function refuse(steps: readonly Step[], what: string): DomainError {
  const path = steps.reduce<string>(
    (before, step) => (typeof step === 'number' ? `${before}[${step}]` : `${before}.${step}`),
    '$',
  )
  return new DomainError('INPUT_INVALID', `no canonical JSON for ${what} at ${path}`, { path })
}

/** Most names and texts of a history are ids, codes and instants: nothing in them needs escaping, composing or checking. */
const PLAIN = /^[ !#-[\]-~]*$/

/** A lone half of a surrogate pair has no UTF-8 form, so two readers could hash different bytes. */
function text(value: string, path: readonly Step[]): string {
  if (PLAIN.test(value)) return `"${value}"`
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
export const canonical = (value: unknown): string => write(value, [], WHOLE)

/** The same for what is no part of a history: a definition may speak of a quarter of a day, which RFC 8785 writes as ECMAScript does. */
export const canonicalDefinition = (value: unknown): string => write(value, [], FINITE)

/** `path` is where we stand: one list that grows and shrinks, read only when something is refused. */
function write(value: unknown, path: Step[], numbers: Numbers): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value, path)
  if (typeof value === 'number') {
    if (!numbers.isRead(value)) throw refuse(path, numbers.otherwise)
    return String(value === 0 ? 0 : value)
  }
  if (Array.isArray(value)) {
    let items = ''
    for (let index = 0; index < value.length; index += 1) {
      items += `${index === 0 ? '' : ','}${inside(value[index], index, path, numbers)}`
    }
    return `[${items}]`
  }
  if (typeof value !== 'object') throw refuse(path, typeof value)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refuse(path, 'an object that is not plain')
  const plain = plainNames(value)
  let written = ''
  if (plain) {
    for (const name of plain) {
      written += `${written === '' ? '"' : ',"'}${name}":${inside(Reflect.get(value, name), name, path, numbers)}`
    }
    return `{${written}}`
  }
  for (const [name, member] of named(value, path)) {
    written += `${written === '' ? '' : ','}${text(name, path)}:${inside(member, name, path, numbers)}`
  }
  return `{${written}}`
}

interface Shape {
  names: readonly string[]
  /** In their order; null: `named` has to look. */
  plain: readonly string[] | null
}
const MOST_OF_ONE_SIZE = 64
const shapes = new Map<number, Shape[]>()

/** Names that need nothing, in their order; objects come in few shapes, so each is looked at once. Null: `named` has to look. */
function plainNames(value: object): readonly string[] | null {
  const names = Object.keys(value)
  const ofSize = shapes.get(names.length) ?? []
  for (const shape of ofSize) if (isOf(shape, names)) return shape.plain
  const plain = names.every((name) => PLAIN.test(name)) ? names.toSorted() : null
  // whoever sends objects of ever new shapes makes nobody slow but the next who come with a new one
  if (ofSize.length === MOST_OF_ONE_SIZE) ofSize.length = 0
  ofSize.push({ names, plain })
  shapes.set(names.length, ofSize)
  return plain
}

function isOf(shape: Shape, names: readonly string[]): boolean {
  for (let index = 0; index < names.length; index += 1) if (shape.names[index] !== names[index]) return false
  return true
}

/** The members by name, in the order of their UTF-16 code units. */
function named(value: object, path: readonly Step[]): [string, unknown][] {
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name.normalize('NFC'), member])
  members.sort(([a], [b]) => byCodeUnit(a, b))
  for (const [index, [name]] of members.entries()) {
    if (name === members[index - 1]?.[0]) throw refuse([...path, name], 'two names that are one in NFC')
  }
  return members
}

function inside(value: unknown, step: Step, path: Step[], numbers: Numbers): string {
  path.push(step)
  const written = write(value, path, numbers)
  path.pop()
  return written
}
