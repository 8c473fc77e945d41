import { router, staffEndpoint } from '#server/trpc.ts'
import { cancelSupplement, requestSupplement } from '../dossier/desk-commands.ts'
import {
  assignInput,
  cancelSupplementInput,
  commandInput,
  completeStepInput,
  extendInput,
  reopenInput,
  requestSupplementInput,
  sendBackInput,
  staffOfInput,
  withBasisInput,
  withReasonInput,
  workInput,
  workListInput,
} from '../dossier/dossier.schema.ts'
import { countMyWork, listMyWork, staffOf } from '../dossier/list-dossiers.ts'
import {
  assignWork,
  claimWork,
  completeStep,
  confirmWithdrawal,
  denyWithdrawal,
  extendDossier,
  openWork,
  recallWork,
  releaseWork,
  reopenDossier,
  resumeDossier,
  sendBack,
  stopDossier,
  suspendDossier,
} from '../dossier/work-commands.ts'

export const workRouter = router({
  list: staffEndpoint.input(workListInput).query(({ ctx, input }) => listMyWork(ctx.actor, input)),
  counts: staffEndpoint.query(({ ctx }) => countMyWork(ctx.actor)),
  staffOf: staffEndpoint.input(staffOfInput).query(({ ctx, input }) => staffOf(ctx.actor, input)),
  open: staffEndpoint.input(workInput).mutation(({ ctx, input }) => openWork(ctx.actor, input)),
  claim: staffEndpoint.input(workInput).mutation(({ ctx, input }) => claimWork(ctx.actor, input)),
  release: staffEndpoint.input(workInput).mutation(({ ctx, input }) => releaseWork(ctx.actor, input)),
  assign: staffEndpoint.input(assignInput).mutation(({ ctx, input }) => assignWork(ctx.actor, input)),
  completeStep: staffEndpoint.input(completeStepInput).mutation(({ ctx, input }) => completeStep(ctx.actor, input)),
  sendBack: staffEndpoint.input(sendBackInput).mutation(({ ctx, input }) => sendBack(ctx.actor, input)),
  recall: staffEndpoint.input(workInput).mutation(({ ctx, input }) => recallWork(ctx.actor, input)),
  requestSupplement: staffEndpoint
    .input(requestSupplementInput)
    .mutation(({ ctx, input }) => requestSupplement(ctx.actor, input)),
  cancelSupplement: staffEndpoint.input(cancelSupplementInput).mutation(({ ctx, input }) => cancelSupplement(ctx.actor, input)),
  suspend: staffEndpoint.input(withBasisInput).mutation(({ ctx, input }) => suspendDossier(ctx.actor, input)),
  resume: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => resumeDossier(ctx.actor, input)),
  extend: staffEndpoint.input(extendInput).mutation(({ ctx, input }) => extendDossier(ctx.actor, input)),
  stop: staffEndpoint.input(withBasisInput).mutation(({ ctx, input }) => stopDossier(ctx.actor, input)),
  confirmWithdrawal: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => confirmWithdrawal(ctx.actor, input)),
  denyWithdrawal: staffEndpoint.input(withReasonInput).mutation(({ ctx, input }) => denyWithdrawal(ctx.actor, input)),
  reopen: staffEndpoint.input(reopenInput).mutation(({ ctx, input }) => reopenDossier(ctx.actor, input)),
})
