import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../frame/clock.ts'
import { type Call, control, json, type Reply, type Route } from '../frame/http.ts'
import { openJournal, simulatorPath } from '../frame/journal.ts'
import type { Settings } from '../settings.ts'

const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('issued'),
    at: z.string(),
    used: z.string(),
    access: z.string(),
    refresh: z.string(),
    until: z.string(),
  }),
  z.object({ kind: z.literal('refused'), at: z.string(), used: z.string() }),
  /** Somebody fetched a token by hand: the one of the settings is good once more. */
  z.object({ kind: z.literal('fetched'), at: z.string() }),
  /** Every key that was given out is taken back; refresh tokens only when it says so. */
  z.object({ kind: z.literal('revoked'), at: z.string(), isRefreshToo: z.boolean() }),
])
type Entry = z.infer<typeof entrySchema>

const DAY_SECONDS = 90_000

/** Zalo's keys: an access token lasts a day, a refresh token is good for one use. */
export function openZaloKeys(settings: Settings, clock: Clock) {
  const access = new Map<string, Date>()
  const spent = new Set<string>()
  let refresh: string | null = null
  let issued = 0
  let refused = 0
  let seconds = DAY_SECONDS
  const journal = openJournal<Entry>(simulatorPath(settings.MOCUA_DATA_DIR, 'zalo-keys.jsonl'), entrySchema, (entry) => {
    if (entry.kind === 'issued') {
      spent.add(entry.used)
      refresh = entry.refresh
      access.set(entry.access, new Date(entry.until))
      issued += 1
    } else if (entry.kind === 'revoked') {
      access.clear()
      if (entry.isRefreshToo) {
        spent.add(settings.ZALO_REFRESH_TOKEN)
        refresh = null
      }
    } else if (entry.kind === 'fetched') spent.delete(settings.ZALO_REFRESH_TOKEN)
    else refused += 1
  })

  /** Its last refresh token; or one that somebody fetched by hand, and set on both sides. */
  const isGood = (token: string) => !spent.has(token) && (token === refresh || token === settings.ZALO_REFRESH_TOKEN)

  function renew(call: Call): Reply {
    const form = new URLSearchParams(call.body.toString('utf8'))
    const used = form.get('refresh_token') ?? ''
    const isOurs = call.headers.secret_key === settings.ZALO_APP_SECRET && form.get('app_id') === settings.ZALO_APP
    if (!isOurs || form.get('grant_type') !== 'refresh_token' || !isGood(used)) {
      journal.append({ kind: 'refused', at: clock.now().toISOString(), used })
      return json({
        error: -14014,
        error_name: 'Invalid refresh token',
        error_description: 'Refresh token is invalid or was used',
      })
    }
    const until = new Date(clock.now().getTime() + seconds * 1000).toISOString()
    const pair = { access: randomUUID(), refresh: randomUUID() }
    journal.append({ kind: 'issued', at: clock.now().toISOString(), used, ...pair, until })
    return json({ access_token: pair.access, refresh_token: pair.refresh, expires_in: String(seconds) })
  }

  function life(call: Call): Reply {
    seconds = control(call, z.object({ seconds: z.int().min(60) })).seconds
    return json({ seconds })
  }
  function fetchByHand(): Reply {
    journal.append({ kind: 'fetched', at: clock.now().toISOString() })
    return json({ fetched: true })
  }
  function revoke(call: Call): Reply {
    const { isRefreshToo } = control(call, z.object({ isRefreshToo: z.boolean() }))
    journal.append({ kind: 'revoked', at: clock.now().toISOString(), isRefreshToo })
    return json({ revoked: true })
  }

  const routes: Route[] = [
    { method: 'GET', path: /^\/_control\/zalo\/keys$/, handle: () => json({ issued, refused }) },
    { method: 'POST', path: /^\/_control\/zalo\/life$/, handle: life },
    { method: 'POST', path: /^\/_control\/zalo\/revoke$/, handle: revoke },
    { method: 'POST', path: /^\/_control\/zalo\/fetch$/, handle: fetchByHand },
    {
      method: 'POST',
      path: /^\/zalo\/v4\/oa\/access_token$/,
      handle: renew,
      protocol: { system: 'zalo', label: () => 'key' },
    },
  ]
  return {
    routes,
    /** Whether a call with this key is looked at. */
    takes: (token: unknown) => {
      const until = typeof token === 'string' ? access.get(token) : undefined
      return until !== undefined && until > clock.now()
    },
    close: journal.close,
  }
}
