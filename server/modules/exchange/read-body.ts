import { DomainError } from '#workflows/domain-error.ts'

/** The body of a partner's request, up to a limit: what is longer is refused before it fills the memory. */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const refuse = () => new DomainError('INPUT_INVALID', `a body of more than ${maxBytes} bytes`, { reason: 'TOO_LARGE' })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw refuse()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > maxBytes) throw refuse()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Parsed JSON, or undefined when it is none in UTF-8. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
