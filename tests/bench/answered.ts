import { z } from 'zod'

/** What one question cost, asked again and again for a while. */
export const answeredSchema = z.object({
  count: z.number(),
  nodeMs: z.number(),
  postgresMs: z.number(),
  wallMs: z.array(z.number()),
})
export type Answered = z.output<typeof answeredSchema>
