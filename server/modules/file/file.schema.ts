import { z } from 'zod'

/** What may be uploaded. Phones can send HEIC; it is refused with its own reason, because browsers turn it into JPEG when asked. */
export const CONTENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type ContentType = (typeof CONTENT_TYPES)[number]
/** Extensions of each, the usual one first. */
export const EXTENSIONS: Record<ContentType, readonly [string, ...string[]]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
}

/** Why a file was refused: `details.reason` of FILE_TYPE_REFUSED. */
export const FILE_REFUSALS = [
  'typeNotAllowed',
  'heic',
  'nameDisagrees',
  'declaredTypeDisagrees',
  'truncated',
  'damaged',
  'activeContent',
  'encrypted',
  'tooManyPixels',
  'hiddenContent',
] as const
export type FileRefusal = (typeof FILE_REFUSALS)[number]
/** Faults of the file itself: sending the same bytes again does not help. */
export const FILE_REFUSAL_CODES = ['FILE_TYPE_REFUSED', 'FILE_TOO_LARGE', 'FILE_EMPTY'] as const

export const MAX_NAME = 120
export const MAX_FILES_PER_PAPER = 10
export const MAX_FILES_PER_MESSAGE = 5

const ATTACH_TO = ['notice', 'proof', 'opinion', 'message'] as const

const id = z.string().min(1).max(80)
export const uploadTargetSchema = z.union([
  z.object({ draftId: id, paperCode: id }),
  z.object({ dossierCode: z.string().min(1).max(64), supplementId: id, paperCode: id }),
  /** A notice, a proof, an opinion or a message; the subject is the obligation, the member's work, or the request that will send the message. */
  z.object({ dossierCode: z.string().min(1).max(64), attachTo: z.enum(ATTACH_TO), subjectId: id }),
])
export type UploadTarget = z.infer<typeof uploadTargetSchema>

/** A request of the upload protocol, read by the endpoint after it knows who asks; over tRPC's own wire nothing like it can be sent. */
export const transferSchema = z.instanceof(Request, { error: 'file.uploadByForm' }).meta({ maxBytes: 0 })
export const fileIdSchema = z.object({ id })
export const openFileSchema = fileIdSchema.extend({
  /** A small picture of it instead. */
  thumbnail: z.boolean().default(false),
})
/** What is told of a file with the first request: where it belongs, and what its sender's machine says of it. */
export const uploadMetadataSchema = z.object({
  target: z
    .string()
    .max(1_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'file.targetMissing' })
        return z.NEVER
      }
    })
    .pipe(uploadTargetSchema),
  name: z.string().min(1).max(500),
  type: z
    .string()
    .max(200)
    .nullish()
    .transform((type) => type ?? ''),
  fingerprint: z.string().min(1).max(200),
})
/** Everything that this person sent to one place. */
export const filesAtSchema = z.union([
  z.object({ draftId: id }),
  z.object({ dossierCode: z.string().min(1).max(64), supplementId: id }),
  z.object({ dossierCode: z.string().min(1).max(64), attachTo: z.enum(ATTACH_TO), subjectId: id }),
])
export type FilesAt = z.infer<typeof filesAtSchema>
export const filesOfSupplementSchema = z.object({ code: z.string().min(1).max(64), supplementId: id })

/** NOT_CONFIGURED: no scanner is connected. PENDING: it waits. ERROR: the scanner is away or could not tell, and is asked again. */
export type ScanState = 'NOT_CONFIGURED' | 'PENDING' | 'CLEAN' | 'INFECTED' | 'ERROR'

/** FORMER: had the filing before it was handed over. SYSTEM: it came from another system. */
export const UPLOADER_ROLES = ['APPLICANT', 'OWNER', 'HELPER', 'FORMER', 'DESK', 'AGENCY', 'SYSTEM'] as const
/** Who put a file there; people of the house have a name for their colleagues only. */
export interface Uploader {
  role: (typeof UPLOADER_ROLES)[number]
  name: string | null
}

export interface FileView {
  id: string
  paperId: string
  name: string
  size: number
  contentType: string
  sha256: string
  uploadedAt: string
  scanState: ScanState
  /** Its picture is too shaken to be read, as far as a machine can tell. */
  isBlurred: boolean
  by: Uploader
  /** Who looks at it may take it away: its sender, and whoever's filing it is. */
  mayRemove: boolean
}
