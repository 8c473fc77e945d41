import { publicEndpoint, router } from '#server/trpc.ts'
import { communesSchema } from './place.schema.ts'
import { communes, provinces } from './places.ts'

export const placeRouter = router({
  provinces: publicEndpoint.query(() => provinces()),
  communes: publicEndpoint.input(communesSchema).query(({ input }) => communes(input.province)),
})
