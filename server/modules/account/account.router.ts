import { anySignedInEndpoint, publicEndpoint, router } from '#server/trpc.ts'
import { getMe } from './get-me.ts'
import { signOutEverywhere } from './sign-out.ts'

export const accountRouter = router({
  me: publicEndpoint.query(({ ctx }) => getMe(ctx.actor)),
  signOutEverywhere: anySignedInEndpoint.mutation(({ ctx }) => signOutEverywhere(ctx.actor)),
})
