import { z } from 'zod'

export const procedureCodeSchema = z.string().regex(/^\d\.\d{6}$/, { error: 'procedure.codeShape' })

export const getProcedureSchema = z.object({ code: procedureCodeSchema })

export const searchProceduresSchema = z.object({
  q: z.string().trim().max(200, { error: 'search.tooLong' }).default(''),
  lifeEvent: z.string().trim().max(100).optional(),
  cursor: z.string().max(100).nullish(),
})
export type SearchProceduresInput = z.infer<typeof searchProceduresSchema>
