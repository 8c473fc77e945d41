import { z } from 'zod'
import { type Bounds, boundsOf } from './endpoint-bounds.ts'
import { appRouter } from './root.ts'
import type { Audience } from './trpc.ts'

interface EndpointLimits extends Bounds {
  audience: Audience
}

const definitionSchema = z.object({
  inputs: z.array(z.instanceof(z.ZodType)),
  meta: z.object({ audience: z.custom<Audience>((audience) => typeof audience === 'string') }),
})

/** By their whole names, as they are called. */
const procedures = new Map<string, object>(Object.entries(appRouter._def.procedures))
const known = new Map<string, EndpointLimits>()

/** What may be sent to an endpoint, or null when there is none of this name. Worked out at its first call. */
export function limitsOf(path: string): EndpointLimits | null {
  const remembered = known.get(path)
  if (remembered) return remembered
  const procedure = procedures.get(path)
  if (!procedure) return null
  const { inputs, meta } = definitionSchema.parse(Reflect.get(procedure, '_def'))
  const limits = { ...boundsOf(inputs), audience: meta.audience }
  known.set(path, limits)
  return limits
}

export const endpointPaths = (): string[] => [...procedures.keys()]
