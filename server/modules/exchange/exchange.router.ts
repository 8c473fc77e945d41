import { router, staffEndpoint } from '#server/trpc.ts'
import { liftDossier } from '../dossier/lift-quarantine.ts'
import { exchangeLogInput, liftInput, replayInput } from './exchange.schema.ts'
import { exchangeLog, exchangeOverview, replayParked } from './oversee-exchange.ts'

export const exchangeRouter = router({
  overview: staffEndpoint.query(({ ctx }) => exchangeOverview(ctx.actor)),
  log: staffEndpoint.input(exchangeLogInput).query(({ ctx, input }) => exchangeLog(ctx.actor, input)),
  replay: staffEndpoint.input(replayInput).mutation(({ ctx, input }) => replayParked(ctx.actor, input)),
  liftQuarantine: staffEndpoint.input(liftInput).mutation(({ ctx, input }) => liftDossier(ctx.actor, input)),
})
