import { type ContentType, EXTENSIONS, MAX_NAME } from './file.schema.ts'

const letters = (text: string) => Array.from(text)

/**
 * The name as it is kept and shown: no folder, no control or direction-changing characters (they make "…fdp.exe" look like a PDF),
 * nothing that a file system of the receiver minds, at most 120 characters with the extension.
 */
export function cleanFileName(given: string, contentType: ContentType): string {
  const [usual] = EXTENSIONS[contentType]
  const flat = flatName(given)
  const extension = extensionOf(flat)
  const known = extension !== '' && EXTENSIONS[contentType].includes(extension)
  const base = (known ? flat.slice(0, -extension.length - 1) : flat).replace(/[. ]+$/, '') || 'tep'
  const ending = `.${known ? extension : usual}`
  return `${letters(base)
    .slice(0, MAX_NAME - ending.length)
    .join('')
    .trimEnd()}${ending}`
}

/** Lower case, without the dot; empty when the name has none. */
export function extensionOf(name: string): string {
  const found = /\.([A-Za-z0-9]{1,8})$/.exec(flatName(name))
  return found?.[1]?.toLowerCase() ?? ''
}

function flatName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return last
    .replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
}
