import { z } from 'zod'
import type { FormIssue } from '#workflows/form/validate.ts'

const refusalSchema = z.object({
  data: z.object({
    domain: z.object({
      details: z.object({
        issues: z.array(
          z.object({
            path: z.string(),
            messageKey: z.string(),
            params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
            messageVi: z.string().optional(),
            messageEn: z.string().optional(),
          }),
        ),
      }),
    }),
  }),
})

/** What the server found wrong with the answers. */
export function issuesOf(error: unknown): FormIssue[] {
  const read = refusalSchema.safeParse(error)
  return read.success ? read.data.data.domain.details.issues : []
}
