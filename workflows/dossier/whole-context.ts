import { z } from 'zod'
import { contextSchema, type DossierContext } from './state.ts'

// A change leaves most of a context as it was. What the schema has read once, and nobody changes in place, need not be read again.

const read = new WeakSet<object>()

/** All objects and lists of a context that the schema has read. */
export function noteRead(context: DossierContext): void {
  for (const part of Object.values(context)) {
    if (typeof part !== 'object' || part === null) continue
    read.add(part)
    if (Array.isArray(part)) for (const item of part) read.add(item)
  }
}

const isRead = (value: unknown): boolean => typeof value === 'object' && value !== null && read.has(value)

const parts = Object.entries(contextSchema.shape)

/** A list keeps the members that were read, so that the next change finds them. */
function wholePart(schema: z.ZodType, value: unknown): unknown {
  if (isRead(value)) return value
  if (!(schema instanceof z.ZodArray) || !Array.isArray(value)) return schema.parse(value)
  const { element } = schema
  return value.map((item) => (isRead(item) || !(element instanceof z.ZodType) ? item : element.parse(item)))
}

/** The same as `contextSchema.parse`, which has to read only what is new. */
export function wholeContext(context: DossierContext): DossierContext {
  const known: Record<string, unknown> = context
  const whole = Object.fromEntries(
    parts.flatMap(([name, schema]) =>
      known[name] === undefined && schema instanceof z.ZodOptional ? [] : [[name, wholePart(schema, known[name])]],
    ),
  ) as DossierContext
  noteRead(whole)
  return whole
}
