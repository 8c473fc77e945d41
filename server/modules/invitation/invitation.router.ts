import { citizenEndpoint, router } from '#server/trpc.ts'
import { answerInvitationInput, endInvitationInput, inviteInput, listInvitationsInput } from './invitation.schema.ts'
import { answer, endInvitation, invite, listInvitations, myInvitations } from './invite.ts'

/** A number is not tried out here: nobody learns whether it has an account, and few are asked. */
const ASKING = { points: 20, seconds: 86_400, isShared: true }

export const invitationRouter = router({
  of: citizenEndpoint.input(listInvitationsInput).query(({ ctx, input }) => listInvitations(ctx.actor, input)),
  mine: citizenEndpoint.query(({ ctx }) => myInvitations(ctx.actor)),
  invite: citizenEndpoint
    .meta({ audience: 'citizen', limit: ASKING })
    .input(inviteInput)
    .mutation(({ ctx, input }) => invite(ctx.actor, input)),
  answer: citizenEndpoint.input(answerInvitationInput).mutation(({ ctx, input }) => answer(ctx.actor, input)),
  end: citizenEndpoint.input(endInvitationInput).mutation(({ ctx, input }) => endInvitation(ctx.actor, input)),
})
