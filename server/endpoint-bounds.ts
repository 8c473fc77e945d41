import { z } from 'zod'
import { longestMatch } from './longest-match.ts'

// How much an endpoint can be asked at most, read from the schema of its input: whoever writes an endpoint writes its limits with it.

export interface Bounds {
  bytes: number
  depth: number
}

/** An input of which nobody said where it ends. */
export class UnboundedInput extends Error {
  constructor(at: string, why: string) {
    super(`${at || 'the input'}: ${why}`)
    this.name = 'UnboundedInput'
  }
}

const partSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  maxProperties: z.number().optional(),
  /** From our own meta data. */
  maxBytes: z.number().optional(),
  maxDepth: z.number().optional(),
  enum: z.array(z.unknown()).optional(),
})
type Part = z.infer<typeof partSchema>

/** A letter with Vietnamese marks has three; what has to be written as an escape (line breaks, quotes) has two. */
const BYTES_PER_SIGN = 3
const NUMBER_BYTES = 25
const NAMED_FORMATS: Partial<Record<string, number>> = { 'date-time': 40, date: 10, uuid: 36 }
/** superjson names by its path each value that JSON cannot write, and that it is undefined. */
const META_BYTES = 24

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []
const worst = (all: readonly Bounds[]): Bounds => ({
  bytes: Math.max(0, ...all.map(({ bytes }) => bytes)),
  depth: Math.max(0, ...all.map(({ depth }) => depth)),
})

function lengthOf(part: Part, at: string): number {
  const lengths = [part.maxLength, part.format ? NAMED_FORMATS[part.format] : undefined]
  // several checks of one text
  const patterns = [part.pattern, ...list(part.allOf).map((each) => partSchema.parse(each).pattern)]
  for (const pattern of patterns) if (pattern !== undefined) lengths.push(longestMatch(pattern) ?? undefined)
  const known = lengths.filter((length) => length !== undefined)
  if (known.length === 0) throw new UnboundedInput(at, 'a text without a greatest length')
  return Math.min(...known)
}

function ofObject(part: Part, at: string): Bounds {
  let bytes = 2
  let depth = 0
  for (const [name, value] of entries(part.properties)) {
    const inner = boundsOfPart(value, `${at}.${name}`)
    bytes += inner.bytes + name.length + 4 + at.length + name.length + META_BYTES
    depth = Math.max(depth, inner.depth)
  }
  if (part.additionalProperties) {
    const names = partSchema.parse(part.propertyNames ?? {})
    const most = part.maxProperties ?? names.enum?.length
    if (most === undefined) throw new UnboundedInput(at, 'any number of named values')
    const name = names.enum ? Math.max(...names.enum.map((each) => String(each).length)) : lengthOf(names, `${at} (a name)`)
    const inner = boundsOfPart(part.additionalProperties, `${at}.*`)
    bytes += most * (inner.bytes + BYTES_PER_SIGN * name + 4)
    depth = Math.max(depth, inner.depth)
  }
  return { bytes, depth: depth + 1 }
}

function ofArray(part: Part, at: string): Bounds {
  const fixed = list(part.prefixItems).map((each, index) => boundsOfPart(each, `${at}.${index}`))
  const bytes = 2 + fixed.reduce((sum, each) => sum + each.bytes + 1, 0)
  const rest = part.items === undefined || part.items === false ? null : boundsOfPart(part.items, `${at}.0`)
  if (rest === null) return { bytes, depth: 1 + worst(fixed).depth }
  if (part.maxItems === undefined) throw new UnboundedInput(at, 'a list without an end')
  return { bytes: bytes + part.maxItems * (rest.bytes + 1 + META_BYTES), depth: 1 + worst([...fixed, rest]).depth }
}

function boundsOfPart(value: unknown, at: string): Bounds {
  const part = partSchema.parse(value)
  if (part.maxBytes !== undefined) return { bytes: part.maxBytes, depth: part.maxDepth ?? 0 }
  const ways = [...list(part.anyOf), ...list(part.oneOf)]
  if (ways.length > 0) return worst(ways.map((way) => boundsOfPart(way, at)))
  if (Array.isArray(part.type)) return worst(part.type.map((type) => boundsOfPart({ ...part, type }, at)))
  if ('const' in part) return { bytes: JSON.stringify(part.const).length, depth: 0 }
  if (part.enum) return { bytes: Math.max(...part.enum.map((each) => JSON.stringify(each).length)), depth: 0 }
  switch (part.type) {
    case 'string':
      return { bytes: BYTES_PER_SIGN * lengthOf(part, at) + 2, depth: 0 }
    case 'number':
    case 'integer':
      return { bytes: NUMBER_BYTES, depth: 0 }
    case 'boolean':
    case 'null':
      return { bytes: 5, depth: 0 }
    case 'object':
      return ofObject(part, at)
    case 'array':
      return ofArray(part, at)
    default:
      if (list(part.allOf).length > 0) {
        const all = list(part.allOf).map((each) => boundsOfPart(each, at))
        return { bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), depth: worst(all).depth }
      }
      throw new UnboundedInput(at, `nothing is known of it (${JSON.stringify(part).slice(0, 80)})`)
  }
}

/** What surrounds the input: {"json":…,"meta":{…}}, and a client that writes it with spaces. */
const ENVELOPE_BYTES = 1_000
const ENVELOPE_DEPTH = 3
const SLACK = 1.1

/** How long and how deep a message with this input can be; throws UnboundedInput when that has no end. */
export function boundsOf(inputs: readonly z.ZodType[]): Bounds {
  const all = inputs.map((input) => boundsOfPart(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), ''))
  return {
    bytes: Math.ceil(all.reduce((sum, { bytes }) => sum + bytes, 0) * SLACK) + ENVELOPE_BYTES,
    depth: worst(all).depth + ENVELOPE_DEPTH,
  }
}
