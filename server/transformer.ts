import superjson, { type SuperJSONResult } from 'superjson'

/**
 * Whether JSON says it as it is; a property that is undefined is left out, which reads the same. Answers nearly always are such values, and
 * to look costs much less than superjson's walk, which writes the value anew and notes the way to each date, set and repeated object.
 */
function isPlain(value: unknown): boolean {
  if (value === null) return true
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (Array.isArray(value)) return value.every(isPlain)
  const kind: unknown = Object.getPrototypeOf(value)
  if ((kind !== Object.prototype && kind !== null) || 'toJSON' in value) return false
  for (const each of Object.values(value)) if (each !== undefined && !isPlain(each)) return false
  return true
}

/** What superjson reads and writes, without its walk where there is nothing to find. */
export const transformer = {
  serialize: (value: unknown): SuperJSONResult =>
    isPlain(value) ? { json: value as SuperJSONResult['json'] } : superjson.serialize(value),
  deserialize: (value: SuperJSONResult): unknown => (value.meta === undefined ? value.json : superjson.deserialize(value)),
}
