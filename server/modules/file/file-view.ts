import { setting } from '../setting/settings.ts'
import type { FileView, ScanState } from './file.schema.ts'

interface Stored {
  id: string
  paperId?: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
  sharpness: number | null
  uploadedAt: string
}

const STATES: readonly ScanState[] = ['NOT_CONFIGURED', 'PENDING', 'CLEAN', 'INFECTED', 'ERROR']
/** A state that this version does not know is none in which a file is opened. */
export const scanStateOf = (text: string): ScanState => STATES.find((state) => state === text) ?? 'ERROR'

/** A file as its sender sees it. */
export async function fileView(file: Stored): Promise<FileView> {
  const { id, paperId = id, name, size, contentType, sha256, sharpness, uploadedAt } = file
  const isBlurred = sharpness !== null && sharpness < (await setting('upload.blurBelow'))
  return { id, paperId, name, size, contentType, sha256, uploadedAt, scanState: scanStateOf(file.scanState), isBlurred }
}
