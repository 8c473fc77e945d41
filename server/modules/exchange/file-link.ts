import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'

// Addresses of files that a partner fetches without a log-in: signed, for one file, for a time.

let key: Buffer | null = null
function signatureOf(text: string): string {
  key ??= createHmac('sha256', env.NEXTAUTH_SECRET).update('file-link').digest()
  return createHmac('sha256', key).update(text).digest('base64url')
}

const DAYS_MS = 86_400_000
/** Counted from the event, not from the sending: a message that is sent again must be the same message. */
export const FILE_LINK_MS = 30 * DAYS_MS

export function fileLink(fileId: string, expiresAt: Date): string {
  const text = `${fileId}.${Math.floor(expiresAt.getTime() / 1000)}`
  return `${env.PUBLIC_URL}/api/portal/files/${text}.${signatureOf(text)}`
}

/** The file that a link opens. */
export function fileOfLink(token: string, now: Date): string {
  const [, fileId, expires, signature] = /^([\w-]{1,80})\.(\d{1,12})\.([\w-]{43})$/.exec(token) ?? []
  if (!fileId || !expires || !signature) throw new DomainError('SIGNATURE_INVALID', 'a file link that we did not make')
  const expected = Buffer.from(signatureOf(`${fileId}.${expires}`))
  if (!timingSafeEqual(expected, Buffer.from(signature)))
    throw new DomainError('SIGNATURE_INVALID', 'a file link that we did not sign')
  if (Number(expires) * 1000 <= now.getTime()) throw new DomainError('LINK_EXPIRED', `the link of file ${fileId} has ended`)
  return fileId
}
