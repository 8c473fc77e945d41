import { router, staffEndpoint } from '#server/trpc.ts'
import { cancelSupplement } from '../dossier/desk-commands.ts'
import {
  addMemberInput,
  askOpinionInput,
  assignInput,
  cancelSupplementInput,
  closeOpinionsInput,
  codeInput,
  commandInput,
  completeStepInput,
  extendInput,
  giveOpinionInput,
  proposalInput,
  refuseProposalInput,
  reopenInput,
  requestSupplementInput,
  requireObligationInput,
  searchInput,
  sendBackInput,
  settleObligationInput,
  staffOfInput,
  stopInput,
  transferInput,
  withBasisInput,
  withReasonInput,
  workInput,
  workListInput,
} from '../dossier/dossier.schema.ts'
import { countMyWork, listMyWork, staffOf } from '../dossier/list-dossiers.ts'
import { requireObligation, settleObligation } from '../dossier/obligation-commands.ts'
import { addMember, askOpinion, closeOpinions, giveOpinion, membersFor } from '../dossier/opinion-commands.ts'
import { approveProposal, listMyProposals, proposeOrDo, refuseProposal } from '../dossier/proposals.ts'
import { searchDossiers } from '../dossier/search-dossiers.ts'
import { openSub } from '../dossier/sub-commands.ts'
import { transferDossier, transferTargets } from '../dossier/transfer-commands.ts'
import {
  assignWork,
  claimWork,
  completeStep,
  confirmWithdrawal,
  denyWithdrawal,
  openWork,
  recallWork,
  releaseWork,
  reopenDossier,
  resumeDossier,
  sendBack,
  stopDossier,
} from '../dossier/work-commands.ts'

export const workRouter = router({
  list: staffEndpoint.input(workListInput).query(({ ctx, input }) => listMyWork(ctx.actor, input)),
  // names and numbers of other people: read at the pace of a person
  search: staffEndpoint
    .meta({ audience: 'staff', limit: { points: 60, seconds: 60 } })
    .input(searchInput)
    .query(({ ctx, input }) => searchDossiers(ctx.actor, input)),
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
    .mutation(({ ctx, input }) => proposeOrDo(ctx.actor, 'requestSupplement', input)),
  cancelSupplement: staffEndpoint.input(cancelSupplementInput).mutation(({ ctx, input }) => cancelSupplement(ctx.actor, input)),
  suspend: staffEndpoint.input(withBasisInput).mutation(({ ctx, input }) => proposeOrDo(ctx.actor, 'suspend', input)),
  resume: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => resumeDossier(ctx.actor, input)),
  extend: staffEndpoint.input(extendInput).mutation(({ ctx, input }) => proposeOrDo(ctx.actor, 'extend', input)),
  stop: staffEndpoint.input(stopInput).mutation(({ ctx, input }) => stopDossier(ctx.actor, input)),
  confirmWithdrawal: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => confirmWithdrawal(ctx.actor, input)),
  denyWithdrawal: staffEndpoint.input(withReasonInput).mutation(({ ctx, input }) => denyWithdrawal(ctx.actor, input)),
  reopen: staffEndpoint.input(reopenInput).mutation(({ ctx, input }) => reopenDossier(ctx.actor, input)),
  membersFor: staffEndpoint.input(staffOfInput).query(({ ctx, input }) => membersFor(ctx.actor, input)),
  askOpinion: staffEndpoint.input(askOpinionInput).mutation(({ ctx, input }) => askOpinion(ctx.actor, input)),
  addMember: staffEndpoint.input(addMemberInput).mutation(({ ctx, input }) => addMember(ctx.actor, input)),
  giveOpinion: staffEndpoint.input(giveOpinionInput).mutation(({ ctx, input }) => giveOpinion(ctx.actor, input)),
  closeOpinions: staffEndpoint.input(closeOpinionsInput).mutation(({ ctx, input }) => closeOpinions(ctx.actor, input)),
  requireObligation: staffEndpoint
    .input(requireObligationInput)
    .mutation(({ ctx, input }) => requireObligation(ctx.actor, input)),
  settleObligation: staffEndpoint.input(settleObligationInput).mutation(({ ctx, input }) => settleObligation(ctx.actor, input)),
  transferTargets: staffEndpoint.input(codeInput).query(({ ctx, input }) => transferTargets(ctx.actor, input)),
  transfer: staffEndpoint.input(transferInput).mutation(({ ctx, input }) => transferDossier(ctx.actor, input)),
  openSub: staffEndpoint.input(workInput).mutation(({ ctx, input }) => openSub(ctx.actor, input)),
  proposals: staffEndpoint.query(({ ctx }) => listMyProposals(ctx.actor)),
  approve: staffEndpoint.input(proposalInput).mutation(({ ctx, input }) => approveProposal(ctx.actor, input)),
  refuseProposal: staffEndpoint.input(refuseProposalInput).mutation(({ ctx, input }) => refuseProposal(ctx.actor, input)),
})
