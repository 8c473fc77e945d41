import { z } from 'zod'
import { type DefinitionInput, definitionSchema, type ProcedureDefinition } from './definition.ts'

type Schema = z.core.$ZodType
type Members = Record<string, unknown>

/** As wide as the lines of our code. */
const WIDTH = 130

/** Key order does not make two values different, an absent key and an undefined one neither. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, comparable(member)]),
  )
}
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(comparable(a)) === JSON.stringify(comparable(b))

/** The key by which the members of a union tell themselves apart holds one word, its literal. */
const isMeant = (option: Schema, discriminator: string, word: unknown): boolean => {
  const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined
  return literal instanceof z.ZodLiteral && literal.values.has(word as never)
}

/** The value in the schema's order of keys, without what reading it fills in again. */
function short(schema: Schema, value: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return value === null ? null : short(schema.unwrap(), value)
  if (schema instanceof z.ZodObject) return shortObject(schema, value as Members)
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => short(schema.element, item))
  if (schema instanceof z.ZodRecord)
    return Object.fromEntries(
      // the database forgets in which order members were written
      Object.entries(value as Members)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => [name, short(schema.valueType, member)]),
    )
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const option = schema.options.find((each) =>
      isMeant(each, schema.def.discriminator, (value as Members)[schema.def.discriminator]),
    )
    return option === undefined ? value : short(option, value)
  }
  if (schema instanceof z.ZodPipe) return withoutImplied(schema, short(schema.in, value) as Members)
  return value
}

function shortObject(schema: z.ZodObject, value: Members): Members {
  const members = Object.entries(schema.shape).filter(([name, of]) => {
    if (value[name] === undefined) return false
    return !(of instanceof z.ZodDefault) || !isSame(of.def.defaultValue, value[name])
  })
  return Object.fromEntries(members.map(([name, of]) => [name, short(of, value[name])]))
}

/** A transformation fills in what another key implies (a way back always needs a reason): each key is tried without. */
function withoutImplied(schema: z.ZodPipe, given: Members): Members {
  const meant = z.parse(schema, given)
  let kept = given
  for (const name of Object.keys(given)) {
    const { [name]: _left, ...rest } = kept
    const read = z.safeParse(schema, rest)
    if (read.success && isSame(read.data, meant)) kept = rest
  }
  return kept
}

/** On one line what fits there, the rest one member a line. `before` is what stands on the line already, `after` what follows. */
function print(value: unknown, indent: string, before: number, after: number): string {
  const line = oneLine(value)
  if (typeof value !== 'object' || value === null || before + line.length + after <= WIDTH) return line
  const inner = `${indent}  `
  const members = Array.isArray(value)
    ? value.map((item, index) => print(item, inner, inner.length, Number(index < value.length - 1)))
    : Object.entries(value).map(([name, member], index, all) => {
        const key = `${JSON.stringify(name)}: `
        return key + print(member, inner, inner.length + key.length, Number(index < all.length - 1))
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${members.map((member) => inner + member).join(',\n')}\n${indent}${close}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** The one way a definition is written to a file: two files differ only where two definitions do. */
export function formatDefinition(definition: ProcedureDefinition | DefinitionInput): string {
  return `${print(short(definitionSchema, definitionSchema.parse(definition)), '', 0, 0)}\n`
}
