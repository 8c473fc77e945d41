import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

// Settings of an installation that keeps its own PostgreSQL and its own secrets (demo, tests): made once, kept in the data folder.

const secret = z.string().min(16)
export const demoSecretsSchema = z.object({
  postgres: secret,
  owner: secret,
  app: secret,
  purge: secret,
  session: secret,
  portalPassword: secret,
  portalInbound: secret,
  payment: secret,
  oidcClient: secret,
  // came later: an older data folder gets them at its next start
  sms: secret.optional(),
  zaloToken: secret.optional(),
  zaloApp: secret.optional(),
  zaloReport: secret.optional(),
  pushPublic: secret.optional(),
  pushPrivate: secret.optional(),
})
export type DemoSecrets = z.output<typeof demoSecretsSchema>

export const DATABASE_NAME = 'mocua'
export const secretsPath = (dataDir: string) => join(/* turbopackIgnore: true */ dataDir, 'secrets.json')

/** The kept secrets, or null when this data folder was never started. */
export function readDemoSecrets(dataDir: string): DemoSecrets | null {
  let text: string
  try {
    text = readFileSync(/* turbopackIgnore: true */ secretsPath(dataDir), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const parsed = demoSecretsSchema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new Error(
    `${secretsPath(dataDir)} is damaged (${names}): restore it from a backup, or remove the whole data folder to start anew`,
  )
}

export const roleUrl = (role: string, password: string, port: string | number, database = DATABASE_NAME) =>
  `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Both database addresses of the embedded PostgreSQL. */
export const demoDatabase = (secrets: DemoSecrets, port: string | number, database = DATABASE_NAME) => ({
  DATABASE_URL: roleUrl('mocua_app', secrets.app, port, database),
  DATABASE_OWNER_URL: roleUrl('mocua_owner', secrets.owner, port, database),
})

/** What this side and the simulated partners must agree on. */
export const demoPartners = (secrets: DemoSecrets) => ({
  NEXTAUTH_SECRET: secrets.session,
  PORTAL_USERNAME: 'mocua',
  PORTAL_PASSWORD: secrets.portalPassword,
  PORTAL_INBOUND_SECRET: secrets.portalInbound,
  PAYMENT_PARTNER: 'MOCUA',
  PAYMENT_SECRET: secrets.payment,
  OIDC_CLIENT_SECRET: secrets.oidcClient,
  SMS_SECRET: secrets.sms,
  ZALO_REFRESH_TOKEN: secrets.zaloToken,
  ZALO_APP_SECRET: secrets.zaloApp,
  ZALO_SECRET: secrets.zaloReport,
  PUSH_PUBLIC_KEY: secrets.pushPublic,
  PUSH_PRIVATE_KEY: secrets.pushPrivate,
})

/** Longer paths of sockets are cut off by the system (108 bytes). */
const LONGEST_SOCKET = 100

/** Where the simulated virus scanner of this data folder listens. */
export function scannerSocket(dataDir: string): string {
  const path = join(/* turbopackIgnore: true */ dataDir, 'clamd.sock')
  if (Buffer.byteLength(path) <= LONGEST_SOCKET) return path
  return join(tmpdir(), `mocua-clamd-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}.sock`)
}
