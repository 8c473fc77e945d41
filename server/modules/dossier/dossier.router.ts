import { anySignedInEndpoint, citizenEndpoint, publicEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { chooseResultWay } from './amend-dossier.ts'
import { requestWithdrawal, supplyDossier, withdrawDossier } from './citizen-commands.ts'
import {
  chooseResultWayInput,
  codeInput,
  pageInput,
  pageOfInput,
  proveObligationInput,
  submitInput,
  supplyInput,
  trackInput,
  withReasonInput,
} from './dossier.schema.ts'
import { dossierWay } from './dossier-way.ts'
import { getDossier } from './get-dossier.ts'
import { listMyDossiers } from './list-dossiers.ts'
import { listReaders } from './list-readers.ts'
import { proveObligation } from './obligation-commands.ts'
import { submitDraft } from './submit-draft.ts'
import { trackDossier } from './track-dossier.ts'

export const dossierRouter = router({
  // people mistype; machines that guess meet the limit
  track: publicEndpoint
    .meta({ audience: 'public', limit: { points: 20, seconds: 60 } })
    .input(trackInput)
    .query(({ input }) => trackDossier(input)),
  get: anySignedInEndpoint.input(codeInput).query(({ ctx, input }) => getDossier(ctx.actor, input)),
  way: staffEndpoint.input(codeInput).query(({ ctx, input }) => dossierWay(ctx.actor, input)),
  mine: citizenEndpoint.input(pageInput).query(({ ctx, input }) => listMyDossiers(ctx.actor, input)),
  submit: citizenEndpoint.input(submitInput).mutation(({ ctx, input }) => submitDraft(ctx.actor, input)),
  withdraw: citizenEndpoint.input(withReasonInput).mutation(({ ctx, input }) => withdrawDossier(ctx.actor, input)),
  requestWithdrawal: citizenEndpoint.input(withReasonInput).mutation(({ ctx, input }) => requestWithdrawal(ctx.actor, input)),
  chooseResultWay: citizenEndpoint.input(chooseResultWayInput).mutation(({ ctx, input }) => chooseResultWay(ctx.actor, input)),
  readers: citizenEndpoint.input(pageOfInput).query(({ ctx, input }) => listReaders(ctx.actor, input)),
  proveObligation: citizenEndpoint.input(proveObligationInput).mutation(({ ctx, input }) => proveObligation(ctx.actor, input)),
  supply: citizenEndpoint.input(supplyInput).mutation(({ ctx, input }) => supplyDossier(ctx.actor, input)),
})
