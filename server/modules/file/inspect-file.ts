import { fileTypeFromBuffer } from 'file-type'
import { DomainError } from '#workflows/domain-error.ts'
import { CONTENT_TYPES, type ContentType, EXTENSIONS } from './file.schema.ts'
import { cleanFileName, extensionOf } from './file-name.ts'
import { checkJpeg, checkPng } from './image-check.ts'
import { checkPdf } from './pdf-check.ts'
import { refuseFile } from './refuse-file.ts'

/** Other names of the same types, as browsers and telephones declare them. */
const SAME_TYPE: Record<string, ContentType> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'application/x-pdf': 'application/pdf',
}
/** "I do not know": says nothing, so it contradicts nothing. */
const NO_TYPE = ['', 'application/octet-stream', 'binary/octet-stream']
const HEIC = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif']

export interface InspectedFile {
  name: string
  contentType: ContentType
}

/** What the bytes are, whatever name and type they came with; refused unless all three agree and the file is whole and harmless. */
export async function inspectFile(bytes: Buffer, given: { name: string; declaredType: string }): Promise<InspectedFile> {
  if (bytes.length === 0) throw new DomainError('FILE_EMPTY', 'empty file')
  const found = (await fileTypeFromBuffer(bytes.subarray(0, 4_100)))?.mime ?? null
  const contentType = CONTENT_TYPES.find((type) => type === found)
  if (!contentType) return refuseFile(found && HEIC.includes(found) ? 'heic' : 'typeNotAllowed', { found })
  const declared = given.declaredType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!NO_TYPE.includes(declared) && (SAME_TYPE[declared] ?? declared) !== contentType)
    return refuseFile('declaredTypeDisagrees', { found })
  const extension = extensionOf(given.name)
  if (extension !== '' && !EXTENSIONS[contentType].includes(extension)) return refuseFile('nameDisagrees', { found, extension })
  CHECKS[contentType](bytes)
  return { name: cleanFileName(given.name, contentType), contentType }
}

const CHECKS: Record<ContentType, (bytes: Buffer) => void> = {
  'application/pdf': checkPdf,
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
}
