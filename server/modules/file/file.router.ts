import { anySignedInEndpoint, citizenEndpoint, router } from '#server/trpc.ts'
import { maySee } from '../dossier/find-dossier.ts'
import {
  fileIdSchema,
  filesAtSchema,
  filesOfSupplementSchema,
  openFileSchema,
  transferSchema,
  uploadTargetSchema,
} from './file.schema.ts'
import { scansOf, unfinishedOf } from './files-at.ts'
import { finishUpload } from './finish-upload.ts'
import { listSupplementFiles } from './list-supplement-files.ts'
import { openFile } from './open-file.ts'
import { removeSupplementFile } from './supplement-files.ts'
import { transferUpload } from './transfer-upload.ts'

/** A family's papers photographed page by page on a bad line fit in; a script does not. */
const transfers = { points: 180, seconds: 60 }
const finished = { points: 60, seconds: 60 }

/** As long as a piece of a file may take from a telephone far from the next mast. */
const SLOW_LINE_SECONDS = 600

/** `transfer` and `open` serve the route handlers of /api/files, which carry bytes that tRPC's own wire does not. */
export const fileRouter = router({
  transfer: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: transfers, seconds: SLOW_LINE_SECONDS })
    .input(transferSchema)
    .mutation(({ ctx, input }) => transferUpload(ctx.actor, input)),
  finish: anySignedInEndpoint
    .meta({ audience: 'signedIn', limit: finished })
    .input(fileIdSchema)
    .mutation(({ ctx, input }) => finishUpload(ctx.actor, input)),
  unfinished: anySignedInEndpoint.input(uploadTargetSchema).query(({ ctx, input }) => unfinishedOf(ctx.actor, input)),
  scans: anySignedInEndpoint.input(filesAtSchema).query(({ ctx, input }) => scansOf(ctx.actor, input)),
  open: anySignedInEndpoint.input(openFileSchema).query(({ ctx, input }) => openFile(ctx.actor, input, maySee)),
  ofSupplement: citizenEndpoint.input(filesOfSupplementSchema).query(({ ctx, input }) => listSupplementFiles(ctx.actor, input)),
  removeFromSupplement: citizenEndpoint.input(fileIdSchema).mutation(({ ctx, input }) => removeSupplementFile(ctx.actor, input)),
})
