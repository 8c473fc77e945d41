import { accountRouter } from './modules/account/account.router.ts'
import { placeRouter } from './modules/agency/place.router.ts'
import { draftRouter } from './modules/draft/draft.router.ts'
import { procedureRouter } from './modules/procedure/procedure.router.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  account: accountRouter,
  procedure: procedureRouter,
  place: placeRouter,
  draft: draftRouter,
})
export type AppRouter = typeof appRouter
