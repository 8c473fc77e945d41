import { anySignedInEndpoint, router } from '#server/trpc.ts'
import { draftIdSchema, removeFileSchema, saveDraftSchema, startDraftSchema } from './draft.schema.ts'
import { getDraft } from './get-draft.ts'
import { listDrafts } from './list-drafts.ts'
import { discardDraft, removeFile } from './papers-of-draft.ts'
import { saveDraft } from './save-draft.ts'
import { startDraft } from './start-draft.ts'

export const draftRouter = router({
  start: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: { points: 60, seconds: 3600 } })
    .input(startDraftSchema)
    .mutation(({ ctx, input }) => startDraft(ctx.actor, input)),
  get: anySignedInEndpoint.input(draftIdSchema).query(({ ctx, input }) => getDraft(ctx.actor, input.id)),
  list: anySignedInEndpoint.query(({ ctx }) => listDrafts(ctx.actor)),
  save: anySignedInEndpoint.input(saveDraftSchema).mutation(({ ctx, input }) => saveDraft(ctx.actor, input)),
  removeFile: anySignedInEndpoint
    .input(removeFileSchema)
    .mutation(({ ctx, input }) => removeFile(ctx.actor, input.id, input.paperId)),
  discard: anySignedInEndpoint.input(draftIdSchema).mutation(({ ctx, input }) => discardDraft(ctx.actor, input.id)),
})
