/** The body as text, or null when it is longer than allowed; reading stops there. */
export async function readLimited(request: Request, maxBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const reader = request.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Brackets outside strings, counted before anything is parsed: deep nesting costs stack in every parser and validator after it. */
export function isTooDeep(json: string, maxDepth: number): boolean {
  let depth = 0
  let isString = false
  for (let i = 0; i < json.length; i++) {
    const char = json.charCodeAt(i)
    if (isString) {
      if (char === 92) i++
      else if (char === 34) isString = false
    } else if (char === 34) isString = true
    else if (char === 91 || char === 123) {
      if (++depth > maxDepth) return true
    } else if (char === 93 || char === 125) depth--
  }
  return false
}
