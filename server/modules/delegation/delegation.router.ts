import { router, staffEndpoint } from '#server/trpc.ts'
import { createDelegationInput, revokeDelegationInput } from './delegation.schema.ts'
import { createDelegation, myDelegations, revokeDelegation } from './delegations.ts'

export const delegationRouter = router({
  mine: staffEndpoint.query(({ ctx }) => myDelegations(ctx.actor)),
  create: staffEndpoint.input(createDelegationInput).mutation(({ ctx, input }) => createDelegation(ctx.actor, input)),
  revoke: staffEndpoint.input(revokeDelegationInput).mutation(({ ctx, input }) => revokeDelegation(ctx.actor, input)),
})
