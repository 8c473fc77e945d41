import { anySignedInEndpoint, citizenEndpoint, router } from '#server/trpc.ts'
import { maySee } from '../dossier/find-dossier.ts'
import { fileIdSchema, filesOfSupplementSchema, uploadRequestSchema } from './file.schema.ts'
import { listSupplementFiles } from './list-supplement-files.ts'
import { openFile } from './open-file.ts'
import { removeSupplementFile } from './supplement-files.ts'
import { uploadFile } from './upload-file.ts'

/** A family's papers photographed page by page fit in; a script does not. */
const uploads = { points: 60, seconds: 60 }

/** `upload` and `open` serve the route handlers of /api/files, which carry bytes that tRPC's own wire does not. */
export const fileRouter = router({
  upload: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: uploads })
    .input(uploadRequestSchema)
    .mutation(({ ctx, input }) => uploadFile(ctx.actor, input)),
  open: anySignedInEndpoint.input(fileIdSchema).query(({ ctx, input }) => openFile(ctx.actor, input.id, maySee)),
  ofSupplement: citizenEndpoint.input(filesOfSupplementSchema).query(({ ctx, input }) => listSupplementFiles(ctx.actor, input)),
  removeFromSupplement: citizenEndpoint.input(fileIdSchema).mutation(({ ctx, input }) => removeSupplementFile(ctx.actor, input)),
})
