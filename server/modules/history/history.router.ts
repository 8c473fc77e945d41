import { citizenEndpoint, publicEndpoint, router } from '#server/trpc.ts'
import { codeInput } from '../dossier/dossier.schema.ts'
import { checkHistoryFile } from './check-history-file.ts'
import { exportHistory } from './export-history.ts'
import { checkHistoryInput } from './history-file.schema.ts'

/** Hashing a large file costs a tenth of a second. */
const CHECKS = { points: 20, seconds: 60 }

export const historyRouter = router({
  /** Serves the route handler that gives it as a file. */
  take: citizenEndpoint
    .meta({ audience: 'citizen', limit: CHECKS })
    .input(codeInput)
    .query(({ ctx, input }) => exportHistory(ctx.actor, input)),
  /** A mutation, because the file travels in the body; it changes nothing. */
  check: publicEndpoint
    .meta({ audience: 'public', limit: CHECKS })
    .input(checkHistoryInput)
    .mutation(({ input }) => checkHistoryFile(input.text)),
})
