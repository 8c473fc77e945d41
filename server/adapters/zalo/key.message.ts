import { z } from 'zod'
import { type CallContext, callJson, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

// OAuth v4 of Zalo's official accounts: a refresh token is good for one use and brings a new pair.

const pairSchema = z.object({
  access_token: z.string().min(16),
  refresh_token: z.string().min(16),
  /** Seconds, as text or as a number. */
  expires_in: z.coerce.number().int().min(60),
})
const refusalSchema = z.object({ error: z.int(), error_name: z.string().max(200).optional() })
const TIMEOUT_MS = 10_000
const MAX_BYTES = 16 * 1024

export interface ZaloPair {
  access: string
  refresh: string
  seconds: number
}

/** The next pair for this refresh token, which is spent by asking. Refused: Zalo knows it no more. */
export const renewZaloKey = (
  { url, app, secret, refresh }: { url: string; app: string; secret: string; refresh: string },
  context: CallContext,
): Promise<ZaloPair> =>
  noted(context, { system: 'ZALO', service: 'key' }, async () => {
    const answer = await callJson({
      url: `${url}/access_token`,
      body: new URLSearchParams({ app_id: app, grant_type: 'refresh_token', refresh_token: refresh }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: secret },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: context.signal,
    })
    const pair = pairSchema.safeParse(answer)
    if (pair.success) return { access: pair.data.access_token, refresh: pair.data.refresh_token, seconds: pair.data.expires_in }
    const refusal = refusalSchema.safeParse(answer)
    if (refusal.success && refusal.data.error !== 0)
      throw new PartnerFault(
        'REFUSED',
        `ZALO_${refusal.data.error}`,
        `Zalo gave no key: ${refusal.data.error_name ?? 'no reason'}`,
      )
    throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'Zalo answered something else')
  })
