import type { FileRefusal } from '#server/modules/file/file.schema.ts'
import type { UploadFault } from './send-file.ts'

const starts = (bytes: Uint8Array, ...wanted: number[]) => wanted.every((byte, index) => bytes[index] === byte)
const letters = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
/** The kinds of picture that telephones of one maker write unless they are asked for JPEG. */
const HEIC = ['heic', 'heix', 'mif1', 'msf1', 'heim', 'heis', 'avif']

function refusalOf(bytes: Uint8Array): FileRefusal | null {
  if (starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x89, 0x50, 0x4e, 0x47) || letters(bytes, 0, 5) === '%PDF-') return null
  return letters(bytes, 4, 8) === 'ftyp' && HEIC.includes(letters(bytes, 8, 12)) ? 'heic' : 'typeNotAllowed'
}

/** What the server would refuse by its first look, said before anything is sent: on a slow line that is minutes earlier. */
export async function checkFile(file: File, maxBytes: number | null): Promise<UploadFault | null> {
  if (file.size === 0) return { code: 'FILE_EMPTY', details: {} }
  if (maxBytes !== null && file.size > maxBytes) return { code: 'FILE_TOO_LARGE', details: { maxBytes } }
  const reason = refusalOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  return reason === null ? null : { code: 'FILE_TYPE_REFUSED', details: { reason } }
}
