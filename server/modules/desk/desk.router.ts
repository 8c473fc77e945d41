import { router, staffEndpoint } from '#server/trpc.ts'
import { acceptDossier, handOver, refuseIntake, returnResult } from '../dossier/desk-commands.ts'
import {
  acceptInput,
  codeInput,
  commandInput,
  fileAtDeskInput,
  recordProofInput,
  refuseIntakeInput,
  returnResultInput,
} from '../dossier/dossier.schema.ts'
import { findForStaff } from '../dossier/find-dossier.ts'
import { proveObligation } from '../dossier/obligation-commands.ts'
import { fileAtDesk } from '../dossier/submit-draft.ts'

export const deskRouter = router({
  find: staffEndpoint.input(codeInput).query(({ ctx, input }) => findForStaff(ctx.actor, input)),
  submit: staffEndpoint.input(fileAtDeskInput).mutation(({ ctx, input }) => fileAtDesk(ctx.actor, input)),
  accept: staffEndpoint.input(acceptInput).mutation(({ ctx, input }) => acceptDossier(ctx.actor, input)),
  refuseIntake: staffEndpoint.input(refuseIntakeInput).mutation(({ ctx, input }) => refuseIntake(ctx.actor, input)),
  handOver: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => handOver(ctx.actor, input)),
  proveObligation: staffEndpoint.input(recordProofInput).mutation(({ ctx, input }) => proveObligation(ctx.actor, input)),
  returnResult: staffEndpoint.input(returnResultInput).mutation(({ ctx, input }) => returnResult(ctx.actor, input)),
})
