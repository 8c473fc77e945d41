import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { CallContext } from '#server/adapters/partner-call.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { renewZaloKey } from '#server/adapters/zalo/key.message.ts'
import { appNow } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { beginZaloKey, findZaloKey, keepZaloPair, leaseZaloKey, noteZaloFault, type ZaloKeyRow } from './zalo-key.repository.ts'

// Our key at Zalo lasts a day, and the token that renews it is good for one use. So one worker at a time renews, under a lease; the new pair
// lies in the database before anybody uses it; and when a worker dies between Zalo's answer and that, Zalo refuses the next try: then notices
// go by SMS at once, and staff are told that a person has to fetch a new token.

const LEASE_SECONDS = 30
const RETRY_SECONDS = 60
/** What was refused is refused again; asking now and then finds out when Zalo erred. */
const REFUSED_RETRY_SECONDS = 600
const WAIT_MS = 200
const WAITS = 25

/** Null: this installation has no account at Zalo. */
export const zaloApp = () =>
  env.ZALO_APP_SECRET && env.ZALO_REFRESH_TOKEN
    ? { id: env.ZALO_APP, secret: env.ZALO_APP_SECRET, seed: env.ZALO_REFRESH_TOKEN }
    : null
type App = NonNullable<ReturnType<typeof zaloApp>>

const sealingKey = ({ secret }: App) => Buffer.from(hkdfSync('sha256', secret, '', 'zalo-keys', 32))

/** AES-256-GCM: nonce, tag, text. */
function seal(app: App, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(app), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

function unseal(app: App, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(app), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

async function rowOf(app: App): Promise<ZaloKeyRow> {
  const seedSha256 = createHash('sha256').update(`${app.id}/${app.secret}/${app.seed}`).digest('hex')
  const known = await findZaloKey(app.id)
  if (known?.seedSha256 === seedSha256) return known
  await beginZaloKey(app.id, seedSha256, seal(app, app.seed))
  const begun = await findZaloKey(app.id)
  if (!begun) throw new Error('the key of Zalo was not written')
  return begun
}

/** REFUSED lets the notice go its next way at once; BUSY waits. */
const noKey = (fault: string) =>
  fault.startsWith('REFUSED')
    ? new PartnerFault('REFUSED', 'ZALO_KEY_REFUSED', 'Zalo does not take our key any more')
    : new PartnerFault('BUSY', 'ZALO_KEY', `there is no key of Zalo now (${fault})`)

async function renew(app: App, row: ZaloKeyRow, lease: bigint, context: CallContext): Promise<string> {
  try {
    const refresh = unseal(app, row.refreshToken)
    const pair = await renewZaloKey({ url: env.ZALO_OAUTH_URL, app: app.id, secret: app.secret, refresh }, context)
    const { access, seconds } = pair
    await keepZaloPair(app.id, row.generation, { access: seal(app, access), refresh: seal(app, pair.refresh), seconds })
    return access
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    const isRefused = error.kind === 'REFUSED'
    const fault = `${isRefused ? 'REFUSED' : 'AWAY'} ${error.code}`
    await noteZaloFault(app.id, lease, fault, isRefused ? REFUSED_RETRY_SECONDS : RETRY_SECONDS)
    log.error({ err: error }, 'the key of Zalo was not renewed')
    throw noKey(fault)
  }
}

/** A key that Zalo takes: the one at hand, unless it ran out or is the one that was refused. */
export async function zaloAccess(refused: string | null, context: CallContext): Promise<string> {
  const app = zaloApp()
  if (!app) throw new PartnerFault('REFUSED', 'NOT_CONNECTED', 'there is no account at Zalo')
  for (let turn = 0; turn < WAITS; turn += 1) {
    const row = await rowOf(app)
    const access = row.isUsable && row.accessToken !== null ? unseal(app, row.accessToken) : null
    if (access !== null && access !== refused) return access
    if (row.fault !== null && !row.mayTry) throw noKey(row.fault)
    const lease = await leaseZaloKey(app.id, row.generation, LEASE_SECONDS)
    if (lease !== null) return renew(app, row, lease, context)
    // somebody else is at it
    await wait(WAIT_MS, undefined, { signal: context.signal })
  }
  throw noKey('somebody else is renewing it')
}

const AHEAD_MS = 6 * 3_600_000

/** So that the key is new before somebody needs it, and a refusal is seen by staff before a notice meets it. */
export async function renewZaloKeyAhead(signal: AbortSignal): Promise<void> {
  const app = zaloApp()
  if (!app) return
  const context = callContext(null, signal)
  const [row, now] = await Promise.all([rowOf(app), appNow()])
  const isFresh = row.accessUntil !== null && row.accessUntil.getTime() - now.getTime() > AHEAD_MS
  if (isFresh) return
  try {
    await zaloAccess(row.accessToken === null ? null : unseal(app, row.accessToken), context)
  } catch (error) {
    // noted in the key's row, where staff see it
    if (!(error instanceof PartnerFault)) throw error
  }
}

export interface ZaloView {
  state: 'OFF' | 'NEW' | 'READY' | 'REFUSED' | 'AWAY'
  until: string | null
  since: string | null
  code: string | null
}

/** Our key at Zalo as those who keep the installation running see it. */
export async function zaloView(): Promise<ZaloView> {
  const app = zaloApp()
  const row = app ? await findZaloKey(app.id) : null
  const none = { until: null, since: null, code: null }
  if (!app) return { state: 'OFF', ...none }
  if (!row) return { state: 'NEW', ...none }
  const until = row.accessUntil?.toISOString() ?? null
  if (row.fault === null) return { state: row.accessUntil === null ? 'NEW' : 'READY', until, since: null, code: null }
  const [kind, code = null] = row.fault.split(' ')
  return { state: kind === 'REFUSED' ? 'REFUSED' : 'AWAY', until, since: row.faultSince?.toISOString() ?? null, code }
}
