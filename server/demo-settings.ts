import { readFileSync } from 'node:fs'
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
})
