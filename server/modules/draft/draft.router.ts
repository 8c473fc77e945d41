import { anySignedInEndpoint, router } from '#server/trpc.ts'
import {
  draftIdSchema,
  keepResultWaySchema,
  prospectSchema,
  removeFileSchema,
  renewDraftSchema,
  reusePaperSchema,
  saveDraftSchema,
  startDraftSchema,
  takeEarlierSchema,
} from './draft.schema.ts'
import { getEarlier, reusePaper, takeEarlier } from './earlier.ts'
import { getDraft } from './get-draft.ts'
import { getProspect } from './get-prospect.ts'
import { listDrafts } from './list-drafts.ts'
import { discardDraft, removeFile } from './papers-of-draft.ts'
import { renewDraft } from './renew-draft.ts'
import { keepResultWay } from './result-way.ts'
import { saveDraft } from './save-draft.ts'
import { startDraft } from './start-draft.ts'

export const draftRouter = router({
  prospect: anySignedInEndpoint.input(prospectSchema).query(({ ctx, input }) => getProspect(ctx.actor, input.procedureCode)),
  start: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: { points: 60, seconds: 3600 } })
    .input(startDraftSchema)
    .mutation(({ ctx, input }) => startDraft(ctx.actor, input)),
  get: anySignedInEndpoint.input(draftIdSchema).query(({ ctx, input }) => getDraft(ctx.actor, input.id)),
  list: anySignedInEndpoint.query(({ ctx }) => listDrafts(ctx.actor)),
  save: anySignedInEndpoint.input(saveDraftSchema).mutation(({ ctx, input }) => saveDraft(ctx.actor, input)),
  keepResultWay: anySignedInEndpoint.input(keepResultWaySchema).mutation(({ ctx, input }) => keepResultWay(ctx.actor, input)),
  renew: anySignedInEndpoint.input(renewDraftSchema).mutation(({ ctx, input }) => renewDraft(ctx.actor, input)),
  earlier: anySignedInEndpoint.input(draftIdSchema).query(({ ctx, input }) => getEarlier(ctx.actor, input.id)),
  takeEarlier: anySignedInEndpoint.input(takeEarlierSchema).mutation(({ ctx, input }) => takeEarlier(ctx.actor, input)),
  reusePaper: anySignedInEndpoint.input(reusePaperSchema).mutation(({ ctx, input }) => reusePaper(ctx.actor, input)),
  removeFile: anySignedInEndpoint
    .input(removeFileSchema)
    .mutation(({ ctx, input }) => removeFile(ctx.actor, input.id, input.paperId)),
  discard: anySignedInEndpoint.input(draftIdSchema).mutation(({ ctx, input }) => discardDraft(ctx.actor, input.id)),
})
