const LOOKED_AT = 65_536

/** FNV-1a: enough to tell the files of one person apart, and there without a secure connection as on a test machine. */
function sumOf(bytes: Uint8Array): string {
  let sum = 0x811c9dc5
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0
  return sum.toString(16)
}

/**
 * By this the same file chosen again is known: its length, its beginning and its end. Name and time are not asked: telephones give a picture
 * others each time that it is chosen.
 */
export async function fingerprintOf(file: File): Promise<string> {
  const part = async (from: number, to: number) => sumOf(new Uint8Array(await file.slice(from, to).arrayBuffer()))
  return [file.size, await part(0, LOOKED_AT), await part(Math.max(0, file.size - LOOKED_AT), file.size)].join('/')
}
