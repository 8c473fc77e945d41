import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '#server/root.ts'

/** What endpoints answer: `Api['procedure']['get']`. */
export type Api = inferRouterOutputs<AppRouter>
