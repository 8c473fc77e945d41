import { publicEndpoint, router } from '#server/trpc.ts'
import { getHome } from './get-home.ts'
import { getProcedure } from './get-procedure.ts'
import { getProcedureSchema, searchProceduresSchema } from './procedure.schema.ts'
import { searchProcedures } from './search-procedures.ts'

export const procedureRouter = router({
  home: publicEndpoint.query(() => getHome()),
  search: publicEndpoint
    .meta({ audience: 'public', limit: { points: 300, seconds: 60 } })
    .input(searchProceduresSchema)
    .query(({ input }) => searchProcedures(input)),
  get: publicEndpoint.input(getProcedureSchema).query(({ input }) => getProcedure(input.code)),
})
