import { env } from '../env.ts'

/** Signing in and paying leave this site by a form and a redirect, which browsers hold against `form-action`. */
const partnerOrigins = () => [...new Set([new URL(env.OIDC_ISSUER).origin, new URL(env.PAYMENT_URL).origin])].join(' ')

interface Sources {
  script: string
  style?: string
}

export const contentSecurityPolicy = ({ script, style = "'self'" }: Sources): string =>
  [
    "default-src 'self'",
    `script-src ${script}`,
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${partnerOrigins()}`,
  ].join('; ')

/** What every page carries besides its policy. */
export const pageHeaders = (): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  ...(env.PUBLIC_URL.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})
