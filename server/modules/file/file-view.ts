import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { type FileView, type ScanState, UPLOADER_ROLES, type Uploader } from './file.schema.ts'

interface SentBy {
  byRole: string
  byName: string | null
}

interface Stored extends SentBy {
  id: string
  paperId?: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
  sharpness: number | null
  uploadedAt: string
  uploadedBy: string
}

const STATES: readonly ScanState[] = ['NOT_CONFIGURED', 'PENDING', 'CLEAN', 'INFECTED', 'ERROR']
/** A state that this version does not know is none in which a file is opened. */
export const scanStateOf = (text: string): ScanState => STATES.find((state) => state === text) ?? 'ERROR'

const OF_THE_HOUSE: readonly Uploader['role'][] = ['DESK', 'AGENCY']

/** Who put it there, as far as this reader is told. */
export function uploaderOf({ byRole, byName }: SentBy, isReaderStaff: boolean): Uploader {
  const role = UPLOADER_ROLES.find((one) => one === byRole) ?? 'SYSTEM'
  return { role, name: OF_THE_HOUSE.includes(role) && !isReaderStaff ? null : byName }
}

/** A file as those see it who prepare the filing; `isOwn`: it is this person's to decide what is handed in. */
export async function fileView(file: Stored, viewer: Actor, isOwn: boolean): Promise<FileView> {
  const { id, paperId = id, name, size, contentType, sha256, sharpness, uploadedAt } = file
  const isBlurred = sharpness !== null && sharpness < (await setting('upload.blurBelow'))
  const by = uploaderOf(file, viewer.kind === 'STAFF')
  const mayRemove = isOwn || file.uploadedBy === viewer.id
  return {
    id,
    paperId,
    name,
    size,
    contentType,
    sha256,
    uploadedAt,
    scanState: scanStateOf(file.scanState),
    isBlurred,
    by,
    mayRemove,
  }
}
