import { anySignedInEndpoint, publicEndpoint, router } from '#server/trpc.ts'
import { maySee } from '../dossier/find-dossier.ts'
import { openDocumentSchema, verifyDocumentSchema } from './document.schema.ts'
import { openDocument } from './open-document.ts'
import { verifyDocument } from './verify-document.ts'

/** Guessing 100 bits is hopeless; the limit keeps the database out of it. */
const checks = { points: 60, seconds: 60 }

/** `open` serves the route handler of /api/documents, which carries the bytes. */
export const documentRouter = router({
  open: anySignedInEndpoint.input(openDocumentSchema).query(({ ctx, input }) => openDocument(ctx.actor, input, maySee)),
  verify: publicEndpoint
    .meta({ audience: 'public', limit: checks })
    .input(verifyDocumentSchema)
    .query(({ input }) => verifyDocument(input)),
})
