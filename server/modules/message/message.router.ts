import { anySignedInEndpoint, router } from '#server/trpc.ts'
import { codeInput } from '../dossier/dossier.schema.ts'
import { listMessagesInput, markReadInput, sendMessageInput } from './message.schema.ts'
import { listMessages, markMessagesRead, messageSummary, sendMessage } from './messages.ts'

/** A conversation, not a flood. */
const SENDING = { points: 20, seconds: 3600, isShared: true }

export const messageRouter = router({
  list: anySignedInEndpoint.input(listMessagesInput).query(({ ctx, input }) => listMessages(ctx.actor, input)),
  summary: anySignedInEndpoint.input(codeInput).query(({ ctx, input }) => messageSummary(ctx.actor, input)),
  send: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: SENDING })
    .input(sendMessageInput)
    .mutation(({ ctx, input }) => sendMessage(ctx.actor, input)),
  markRead: anySignedInEndpoint.input(markReadInput).mutation(({ ctx, input }) => markMessagesRead(ctx.actor, input)),
})
