import { citizenEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { myChoices, myNotices, saveChoices, seeNotices, subscribe, unseenNotices, unsubscribe } from './my-notices.ts'
import {
  handleInput,
  listNoticesInput,
  saveChoicesInput,
  seenInput,
  subscribeInput,
  undeliverableInput,
  unsubscribeInput,
} from './notification.schema.ts'
import { handleUndeliverable, undeliverableNotices } from './undeliverable.ts'

export const notificationRouter = router({
  mine: citizenEndpoint.input(listNoticesInput).query(({ ctx, input }) => myNotices(ctx.actor, input)),
  unseen: citizenEndpoint.query(({ ctx }) => unseenNotices(ctx.actor)),
  seen: citizenEndpoint.input(seenInput).mutation(({ ctx, input }) => seeNotices(ctx.actor, input)),
  choices: citizenEndpoint.query(({ ctx }) => myChoices(ctx.actor)),
  saveChoices: citizenEndpoint.input(saveChoicesInput).mutation(({ ctx, input }) => saveChoices(ctx.actor, input)),
  subscribe: citizenEndpoint.input(subscribeInput).mutation(({ ctx, input }) => subscribe(ctx.actor, input)),
  unsubscribe: citizenEndpoint.input(unsubscribeInput).mutation(({ ctx, input }) => unsubscribe(ctx.actor, input.endpoint)),
  undeliverable: staffEndpoint.input(undeliverableInput).query(({ ctx, input }) => undeliverableNotices(ctx.actor, input)),
  handle: staffEndpoint.input(handleInput).mutation(({ ctx, input }) => handleUndeliverable(ctx.actor, input)),
})
