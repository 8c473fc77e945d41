import { resolve } from 'node:path'
import { z } from 'zod'
import { demoDatabase, demoPartners, readDemoSecrets, scannerSocket } from './demo-settings.ts'

// The only reader of process.env. Checked at the first use, as a whole, so that commands without a database can run without settings.

type Given = Record<string, string | undefined>

const portNumber = z.coerce
  .number({ error: 'must be a number' })
  .int()
  .min(1, 'must be a port, 1 to 65535')
  .max(65535, 'must be a port, 1 to 65535')
const flag = z.enum(['0', '1'], { error: 'must be 1 or 0' }).transform((value) => value === '1')
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''))
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address like postgresql://user:password@host:5432/database',
})
const words = z.string({ error: 'is missing' }).min(1, 'is missing')
const longSecret = z.string({ error: 'is missing' }).min(16, 'must have at least 16 characters')

interface Setting<T extends z.ZodType> {
  schema: T
  what: string
  /** Default, from the settings above it; undefined when there is none. */
  fallback?: (get: (name: string) => string | undefined) => string | undefined
  /** How the default reads in the table. */
  shown?: string
  isSecret?: boolean
}
const setting = <T extends z.ZodType>(
  schema: T,
  what: string,
  fallback?: string | Setting<T>['fallback'],
  more?: Partial<Setting<T>>,
): Setting<T> => ({
  schema,
  what,
  fallback: typeof fallback === 'string' ? () => fallback : fallback,
  shown: typeof fallback === 'string' ? fallback : undefined,
  ...more,
})
const onSimulators = (path: string) =>
  [
    (get: (name: string) => string | undefined) => `http://127.0.0.1:${get('SIM_PORT')}${path}`,
    { shown: `http://127.0.0.1:$SIM_PORT${path}` },
  ] as const
const madeAtFirstStart = { isSecret: true, shown: 'made at first start (demo)' }

const settings = {
  MOCUA_DATA_DIR: setting(
    words.transform((path) => resolve(/* turbopackIgnore: true */ path)),
    'Folder of the embedded database, files, logs and secrets',
    '.data',
  ),
  PORT: setting(portNumber, 'Port of the web application', '3000'),
  SIM_PORT: setting(portNumber, 'Port of the simulated partners', '4000'),
  SMTP_PORT: setting(portNumber, 'Port of the simulated mail server', '4025'),
  PG_PORT: setting(portNumber, 'Port of the embedded PostgreSQL', '54329'),
  WEB_METRICS_PORT: setting(portNumber, 'Port of the web metrics (loopback only)', '9464'),
  WORKER_METRICS_PORT: setting(portNumber, 'Port of the worker metrics (loopback only)', '9465'),
  DATABASE_URL: setting(postgresUrl, 'PostgreSQL 15 or newer as role mocua_app; unset: embedded PostgreSQL', undefined, {
    shown: 'embedded',
    isSecret: true,
  }),
  DATABASE_OWNER_URL: setting(postgresUrl.optional(), 'The same database as role mocua_owner; only for migrations', undefined, {
    shown: 'embedded',
    isSecret: true,
  }),
  MOCUA_DEMO: setting(flag, 'Demo data and log-ins', undefined, { shown: '1 with the embedded PostgreSQL, else 0' }),
  MOCUA_TEST_CLOCK: setting(flag, 'A clock that tests can move; refused outside a demo', '0'),
  PUBLIC_URL: setting(httpUrl, 'Address under which people reach the application', (get) => `http://127.0.0.1:${get('PORT')}`, {
    shown: 'http://127.0.0.1:$PORT',
  }),
  NEXTAUTH_URL: setting(httpUrl, 'Address for log-in redirects', (get) => get('PUBLIC_URL'), { shown: '$PUBLIC_URL' }),
  NEXTAUTH_SECRET: setting(longSecret, 'Key of the session tokens', undefined, madeAtFirstStart),
  PORTAL_URL: setting(httpUrl, 'National public service portal', ...onSimulators('/portal')),
  PORTAL_USERNAME: setting(words, 'Account at the national portal', undefined, { shown: 'mocua (demo)' }),
  PORTAL_PASSWORD: setting(words, 'Password at the national portal', undefined, madeAtFirstStart),
  PORTAL_AGENCY_CODE: setting(words, 'Code of this province at the national portal', '000.00.00.H24'),
  PORTAL_INBOUND_SECRET: setting(longSecret, 'Secret by which the national portal calls us', undefined, madeAtFirstStart),
  PAYMENT_URL: setting(httpUrl, 'Payment platform', ...onSimulators('/payment')),
  PAYMENT_PARTNER: setting(words, 'Partner code at the payment platform', undefined, { shown: 'MOCUA (demo)' }),
  PAYMENT_SECRET: setting(longSecret, 'Key of the payment hash', undefined, madeAtFirstStart),
  RESIDENT_URL: setting(httpUrl, 'National resident database', ...onSimulators('/resident')),
  RESIDENT_CODE: setting(words, 'Code of this installation at the resident database', 'MOCUA-31'),
  OIDC_ISSUER: setting(httpUrl, 'Identity provider of citizens (OpenID Connect)', ...onSimulators('/oidc')),
  OIDC_CLIENT_ID: setting(words, 'Client at the identity provider', 'mocua'),
  OIDC_CLIENT_SECRET: setting(longSecret, 'Secret at the identity provider', undefined, madeAtFirstStart),
  SMTP_URL: setting(
    z.url({ protocol: /^smtps?$/, error: 'must be an address like smtp://host:25' }),
    'Mail server',
    (get) => `smtp://127.0.0.1:${get('SMTP_PORT')}`,
    { shown: 'smtp://127.0.0.1:$SMTP_PORT' },
  ),
  SIM_CLAMD_SOCKET: setting(
    words,
    'Socket of the simulated virus scanner',
    (get) => scannerSocket(resolve(/* turbopackIgnore: true */ get('MOCUA_DATA_DIR') ?? '.data')),
    { shown: '$MOCUA_DATA_DIR/clamd.sock' },
  ),
  CLAMD_URL: setting(
    z.union([z.literal('off'), z.url({ protocol: /^tcp$/ }), z.string().regex(/^unix:\/./)], {
      error: 'must be tcp://host:3310, unix:/path/of/clamd.sock, or off',
    }),
    'Virus scanner (ClamAV daemon), or off',
    (get) => (get('MOCUA_DEMO') === '1' ? `unix:${get('SIM_CLAMD_SOCKET')}` : 'off'),
    { shown: 'unix:$SIM_CLAMD_SOCKET in the demo, else off' },
  ),
  MAIL_FROM: setting(words, 'Sender of e-mails', 'Một Cửa <khong-tra-loi@mocua.example>'),
  SMS_URL: setting(httpUrl, 'Gateway of text messages', ...onSimulators('/sms')),
  SMS_PARTNER: setting(words, 'Partner code at the gateway of text messages', 'MOCUA'),
  SMS_BRAND: setting(words, 'Name under which text messages come', 'MOTCUA'),
  SMS_SECRET: setting(longSecret.optional(), 'Key of the gateway of text messages; unset: no text messages', undefined, {
    ...madeAtFirstStart,
    shown: 'unset; made at first start (demo)',
  }),
  ZALO_URL: setting(httpUrl, 'Gateway of Zalo notices (ZNS)', ...onSimulators('/zalo')),
  ZALO_APP: setting(words, 'Application at Zalo', '1000000001'),
  ZALO_TEMPLATE: setting(words, 'Template of notices that Zalo has approved', 'mocua-thong-bao'),
  ZALO_OAUTH_URL: setting(
    httpUrl,
    'Where Zalo renews our key (`https://oauth.zaloapp.com/v4/oa`)',
    ...onSimulators('/zalo/v4/oa'),
  ),
  ZALO_APP_SECRET: setting(longSecret.optional(), 'Secret of our application at Zalo; unset: no Zalo notices', undefined, {
    ...madeAtFirstStart,
    shown: 'unset; made at first start (demo)',
  }),
  ZALO_REFRESH_TOKEN: setting(
    longSecret.optional(),
    'First refresh token of our account at Zalo, used once; a new one takes the place of keys that Zalo refuses',
    undefined,
    { ...madeAtFirstStart, shown: 'unset; made at first start (demo)' },
  ),
  ZALO_SECRET: setting(longSecret.optional(), 'Key by which Zalo signs its reports', undefined, {
    ...madeAtFirstStart,
    shown: 'unset; made at first start (demo)',
  }),
  PUSH_PUBLIC_KEY: setting(words.optional(), 'VAPID public key (RFC 8292); unset: no notices to browsers', undefined, {
    shown: 'unset; made at first start (demo)',
  }),
  PUSH_PRIVATE_KEY: setting(longSecret.optional(), 'VAPID private key', undefined, {
    ...madeAtFirstStart,
    shown: 'unset; made at first start (demo)',
  }),
  PUSH_ORIGINS: setting(
    words.transform((text) => text.split(/\s+/)),
    'Push services that may be written to, as origins; `*.` stands for one or more names',
    (get) =>
      `https://fcm.googleapis.com https://updates.push.services.mozilla.com https://*.push.apple.com https://*.notify.windows.com${get('MOCUA_DEMO') === '1' ? ` http://127.0.0.1:${get('SIM_PORT')}` : ''}`,
    { shown: 'those of the browsers; in a demo the simulated one too' },
  ),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    }),
    'Least level that is logged',
    'info',
  ),
}
type Settings = typeof settings
export type SettingName = keyof Settings
export type Env = { [K in SettingName]: z.output<Settings[K]['schema']> }

export class EnvError extends Error {
  override readonly name = 'EnvError'
}

const names = Object.keys(settings) as SettingName[]

/** Given values, then what the demo keeps in its data folder, then the defaults. */
export function completeSettings(given: Given): Given {
  const filled: Given = {}
  const set = (from: Given) => {
    for (const name of names) if (filled[name] === undefined && from[name]) filled[name] = from[name]
  }
  set(given)
  filled.MOCUA_DEMO ??= filled.DATABASE_URL ? '0' : '1'
  const isDemo = filled.MOCUA_DEMO === '1'
  const secrets =
    isDemo || !filled.DATABASE_URL ? readDemoSecrets(resolve(/* turbopackIgnore: true */ filled.MOCUA_DATA_DIR ?? '.data')) : null
  if (secrets && !filled.DATABASE_URL) set(demoDatabase(secrets, filled.PG_PORT ?? '54329'))
  if (secrets && isDemo) set(demoPartners(secrets))
  for (const name of names) filled[name] ??= settings[name].fallback?.((other) => filled[other])
  return filled
}

function advice(name: SettingName, isGiven: boolean, isDemo: boolean): string {
  if (!isGiven && isDemo && (settings[name].shown?.includes('demo') || settings[name].shown === 'embedded'))
    return 'run `npm run up` once, which makes it, or set it'
  return isGiven ? 'correct it or unset it to get the default' : 'set it in the environment of the process'
}

export function readEnv(given: Given): Env {
  const filled = completeSettings(given)
  const wrong: string[] = []
  const result: Record<string, unknown> = {}
  for (const name of names) {
    const parsed = settings[name].schema.safeParse(filled[name])
    if (parsed.success) {
      result[name] = parsed.data
      continue
    }
    const value = settings[name].isSecret || filled[name] === undefined ? '' : `=${filled[name]}`
    // a default that follows from a wrong setting is not a second fault
    if (!given[name] && filled[name] !== undefined && wrong.length > 0) continue
    const fault = filled[name] === undefined ? 'is missing' : (parsed.error.issues[0]?.message ?? 'is wrong')
    wrong.push(
      `  ${name}${value} ${fault} (${settings[name].what}): ${advice(name, Boolean(given[name]), filled.MOCUA_DEMO === '1')}`,
    )
  }
  if (result.MOCUA_TEST_CLOCK === true && result.MOCUA_DEMO === false)
    wrong.push('  MOCUA_TEST_CLOCK=1 is refused outside a demo: unset it, or set MOCUA_DEMO=1 on a database without real people')
  if (wrong.length > 0)
    throw new EnvError(`${wrong.length} setting${wrong.length > 1 ? 's are' : ' is'} wrong:\n${wrong.join('\n')}`)
  return result as Env
}

/** A table of all settings for the documentation and for `doctor`. */
export function envHelp(): string {
  const width = Math.max(...names.map((name) => name.length))
  return names
    .map((name) => `${name.padEnd(width)}  ${settings[name].what} [${settings[name].shown ?? 'must be set'}]`)
    .join('\n')
}

let cached: Env | undefined
const current = () => {
  cached ??= readEnv(process.env)
  return cached
}

/** The settings of this process: `env.PORT`. Throws EnvError at the first use when any is wrong. */
export const env: Env = new Proxy({} as Env, {
  get: (_, name) => Reflect.get(current(), name),
  has: (_, name) => Reflect.has(current(), name),
  ownKeys: () => Reflect.ownKeys(current()),
  getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(current(), name),
})
