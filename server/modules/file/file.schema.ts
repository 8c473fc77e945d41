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
] as const
export type FileRefusal = (typeof FILE_REFUSALS)[number]

export const MAX_NAME = 120
export const MAX_FILES_PER_PAPER = 10

const id = z.string().min(1).max(80)
export const uploadTargetSchema = z.union([
  z.object({ draftId: id, paperCode: id }),
  z.object({ dossierCode: z.string().min(1).max(64), supplementId: id, paperCode: id }),
  /** A notice, a proof or an opinion; the subject is the obligation, or the member's work. */
  z.object({ dossierCode: z.string().min(1).max(64), attachTo: z.enum(['notice', 'proof', 'opinion']), subjectId: id }),
])
export type UploadTarget = z.infer<typeof uploadTargetSchema>

/** The request itself, read by the endpoint after it knows who asks; over tRPC's own wire nothing like it can be sent. */
export const uploadRequestSchema = z.instanceof(Request, { error: 'file.uploadByForm' })
export const fileIdSchema = z.object({ id })
export const filesOfSupplementSchema = z.object({ code: z.string().min(1).max(64), supplementId: id })

export interface FileView {
  id: string
  paperId: string
  name: string
  size: number
  contentType: string
  sha256: string
  uploadedAt: string
}
