import { citizenEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { rateInput, ratingFiguresInput, ratingOfInput } from './rating.schema.ts'
import { rate, ratingFigures, ratingOf } from './ratings.ts'

export const ratingRouter = router({
  mine: citizenEndpoint.input(ratingOfInput).query(({ ctx, input }) => ratingOf(ctx.actor, input)),
  give: citizenEndpoint.input(rateInput).mutation(({ ctx, input }) => rate(ctx.actor, input)),
  figures: staffEndpoint.input(ratingFiguresInput).query(({ ctx, input }) => ratingFigures(ctx.actor, input)),
})
