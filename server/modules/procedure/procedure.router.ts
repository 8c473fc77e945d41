import { publicEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { upgradeInput } from '../dossier/dossier.schema.ts'
import { upgradeDossiers } from '../dossier/upgrade-dossiers.ts'
import { getHome } from './get-home.ts'
import { getProcedure } from './get-procedure.ts'
import { checkVersion, getVersion, listVersions, publishVersion, versionFile } from './keep-versions.ts'
import {
  checkVersionSchema,
  getProcedureSchema,
  listVersionsSchema,
  publishVersionSchema,
  searchProceduresSchema,
  simulateSchema,
  versionSchema,
} from './procedure.schema.ts'
import { searchProcedures } from './search-procedures.ts'
import { simulateVersion, simulationOf } from './simulate-version.ts'

/** Machines are explored, offices played through, pages of dossiers moved. */
const LONG_SECONDS = 60

export const procedureRouter = router({
  home: publicEndpoint.query(() => getHome()),
  search: publicEndpoint
    .meta({ audience: 'public', limit: { points: 300, seconds: 60 } })
    .input(searchProceduresSchema)
    .query(({ input }) => searchProcedures(input)),
  get: publicEndpoint.input(getProcedureSchema).query(({ input }) => getProcedure(input.code)),
  list: staffEndpoint.input(listVersionsSchema).query(({ ctx, input }) => listVersions(ctx.actor, input)),
  version: staffEndpoint.input(versionSchema).query(({ ctx, input }) => getVersion(ctx.actor, input)),
  file: staffEndpoint.input(versionSchema).query(({ ctx, input }) => versionFile(ctx.actor, input)),
  simulation: staffEndpoint.input(versionSchema).query(({ ctx, input }) => simulationOf(ctx.actor, input)),
  // a second or two of one processor, run by run
  simulate: staffEndpoint
    .meta({ audience: 'staff', limit: { points: 20, seconds: 60 }, seconds: LONG_SECONDS })
    .input(simulateSchema)
    .mutation(({ ctx, input }) => simulateVersion(ctx.actor, input)),
  // exploring a machine takes up to seconds of one processor
  checkVersion: staffEndpoint
    .meta({ audience: 'staff', limit: { points: 60, seconds: 60 }, seconds: LONG_SECONDS })
    .input(checkVersionSchema)
    .mutation(({ ctx, input }) => checkVersion(ctx.actor, input.text)),
  publishVersion: staffEndpoint
    .meta({ audience: 'staff', limit: { points: 60, seconds: 60 }, seconds: LONG_SECONDS })
    .input(publishVersionSchema)
    .mutation(({ ctx, input }) => publishVersion(ctx.actor, input)),
  upgradeDossiers: staffEndpoint
    .meta({ audience: 'staff', seconds: LONG_SECONDS })
    .input(upgradeInput)
    .mutation(({ ctx, input }) => upgradeDossiers(ctx.actor, input)),
})
