import { z } from 'zod'
import { contextSchema, type DossierContext } from './state.ts'

// A change leaves most of a context as it was. What the schema has read once, and nobody changes in place, need not be read again.

const parts = Object.entries(contextSchema.shape)

/** A list keeps its members in their places: those that are the same as before were read. */
function wholePart(schema: z.ZodType, value: unknown, before: unknown): unknown {
  if (value === before && typeof value === 'object' && value !== null) return value
  if (!(schema instanceof z.ZodArray) || !Array.isArray(value) || !Array.isArray(before)) return schema.parse(value)
  const { element } = schema
  return value.map((item, n) =>
    (item === before[n] && n < before.length) || !(element instanceof z.ZodType) ? item : element.parse(item),
  )
}

/** The same as `contextSchema.parse`, which has to read only what is new since `before`: a context that it has read. */
export function wholeContext(context: DossierContext, before: DossierContext): DossierContext {
  const [known, read]: Record<string, unknown>[] = [context, before]
  return Object.fromEntries(
    parts.flatMap(([name, schema]) =>
      known?.[name] === undefined && schema instanceof z.ZodOptional
        ? []
        : [[name, wholePart(schema, known?.[name], read?.[name])]],
    ),
  ) as DossierContext
}
