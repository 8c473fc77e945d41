import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)

const settingsSchema = z.object({
  SIM_PORT: port.default(4000),
  SMTP_PORT: port.default(4025),
  PUBLIC_URL: z.url().default('http://127.0.0.1:3000'),
  MOCUA_DATA_DIR: z.string().min(1).default('.data'),
  SIM_CLAMD_SOCKET: z.string().min(1).optional(),
  PORTAL_USERNAME: z.string().min(1).default('demo-mocua'),
  PORTAL_PASSWORD: z.string().min(1).default('demo-portal-password'),
  PORTAL_INBOUND_SECRET: z.string().min(1).default('demo-portal-inbound-secret'),
  PORTAL_AGENCY_CODE: z.string().min(1).default('000.00.00.H24'),
  PAYMENT_PARTNER: z.string().min(1).default('demo-mocua'),
  PAYMENT_SECRET: z.string().min(1).default('demo-payment-secret'),
  RESIDENT_CODE: z.string().min(1).default('MOCUA-31'),
  SMS_PARTNER: z.string().min(1).default('MOCUA'),
  SMS_SECRET: z.string().min(1).default('demo-sms-secret'),
  ZALO_APP: z.string().min(1).default('1000000001'),
  ZALO_TEMPLATE: z.string().min(1).default('mocua-thong-bao'),
  ZALO_APP_SECRET: z.string().min(1).default('demo-zalo-app-secret'),
  ZALO_REFRESH_TOKEN: z.string().min(1).default('demo-zalo-refresh-token'),
  ZALO_SECRET: z.string().min(1).default('demo-zalo-secret'),
  OIDC_CLIENT_ID: z.string().min(1).default('mocua'),
  OIDC_CLIENT_SECRET: z.string().min(1).default('demo-oidc-client-secret'),
})

export type Settings = z.infer<typeof settingsSchema> & { SIM_CLAMD_SOCKET: string }

/** The simulators are partners: they read their own environment and know nothing of the product's. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const settings = settingsSchema.parse(given)
  return {
    ...settings,
    SIM_CLAMD_SOCKET: settings.SIM_CLAMD_SOCKET ?? `${settings.MOCUA_DATA_DIR}/clamd.sock`,
    PUBLIC_URL: settings.PUBLIC_URL.replace(/\/+$/, ''),
  }
}
