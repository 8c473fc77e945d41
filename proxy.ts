import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#server/env.ts'

/** Replaced by Next at build time; a constant of the bundle and not a setting. */
const isDevelopment = process.env.NODE_ENV === 'development'

/** Signing in and paying leave this site by a form and a redirect, which browsers hold against `form-action`. */
const partnerOrigins = () => [...new Set([new URL(env.OIDC_ISSUER).origin, new URL(env.PAYMENT_URL).origin])].join(' ')

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates strings and injects styles; the production build does neither.
  const script = isDevelopment ? " 'unsafe-eval'" : ''
  const style = isDevelopment ? " 'unsafe-inline'" : ''
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${script}`,
    `style-src 'self'${style}`,
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
}

/** Only headers. Who may see what is decided where the data is read, never here. */
export function proxy(request: NextRequest): NextResponse {
  // The pages of all components are for those who build and check the site.
  if (/^\/ui(\/|$)/.test(request.nextUrl.pathname) && !env.MOCUA_DEMO) return new NextResponse(null, { status: 404 })
  const policy = contentSecurityPolicy(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'))
  const requestHeaders = new Headers(request.headers)
  requestHeaders.set('content-security-policy', policy)

  const response = NextResponse.next({ request: { headers: requestHeaders } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  if (env.PUBLIC_URL.startsWith('https:')) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/**
 * Every path but the built files: codes of procedures contain a dot, so "anything with a dot" must not be left out. Files and papers are
 * left out too: Next cuts the body of a request that passes here at 10 MB, and their handlers send a stricter policy of their own.
 */
export const config = { matcher: ['/((?!_next/static/|fonts/|api/files(?:/|$)|api/documents/|api/samples/).*)'] }
