import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto'
import { z } from 'zod'

/** A browser's keys: only it can read what is sent to it. */
export interface Browser {
  privateKey: string
  publicKey: string
  auth: string
}

const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** RFC 8291 over RFC 8188: one record, aes128gcm. */
export function decryptPush(body: Buffer, browser: Browser): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(browser.privateKey, 'base64url')
  const own = Buffer.from(browser.publicKey, 'base64url')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender])
  const secret = hkdf(ecdh.computeSecret(sender), Buffer.from(browser.auth, 'base64url'), info, 32)
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  // the record ends with a delimiter, 2 for the last one, and padding
  const end = plain.lastIndexOf(2)
  if (end < 0) throw new Error('a record without its delimiter')
  return plain.subarray(0, end).toString('utf8')
}

const claimsSchema = z.object({ aud: z.string(), exp: z.number(), sub: z.string().regex(/^(mailto:|https:)/) })

/** RFC 8292: `vapid t=<JWT>, k=<public key>`. Null when it is ours and in force, else what is wrong. */
export function vapidFault(authorization: string, audience: string, now: Date): string | null {
  const parts = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization)
  if (!parts) return 'no vapid'
  const [, head = '', claims = '', signature = '', key = ''] = parts
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33, 65).toString('base64url'),
    },
    format: 'jwk',
  })
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return 'wrong signature'
  const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')))
  if (!parsed.success || parsed.data.aud !== audience) return 'wrong audience'
  const left = parsed.data.exp * 1000 - now.getTime()
  return left > 0 && left <= 24 * 3_600_000 ? null : 'wrong time'
}
