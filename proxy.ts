import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#server/env.ts'
import { contentSecurityPolicy, pageHeaders } from '#server/web/security-headers.ts'

/** Replaced by Next at build time; a constant of the bundle and not a setting. */
const isDevelopment = process.env.NODE_ENV === 'development'

function policyWith(nonce: string): string {
  const script = `'nonce-${nonce}' 'strict-dynamic'`
  // React's development build evaluates strings and injects styles; the production build does neither.
  return contentSecurityPolicy(
    isDevelopment ? { script: `${script} 'unsafe-eval'`, style: "'self' 'unsafe-inline'" } : { script },
  )
}

/** Only headers. Who may see what is decided where the data is read, never here. */
export function proxy(request: NextRequest): NextResponse {
  // The pages of all components are for those who build and check the site.
  if (/^\/ui(\/|$)/.test(request.nextUrl.pathname) && !env.MOCUA_DEMO) return new NextResponse(null, { status: 404 })
  const policy = policyWith(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'))
  const requestHeaders = new Headers(request.headers)
  requestHeaders.set('content-security-policy', policy)

  const response = NextResponse.next({ request: { headers: requestHeaders } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(pageHeaders())) response.headers.set(name, value)
  return response
}

/**
 * Every path but the built files: codes of procedures contain a dot, so "anything with a dot" must not be left out. Files and papers are
 * left out too: Next cuts the body of a request that passes here at 10 MB, and their handlers send a stricter policy of their own. So does
 * the API, which is asked often and is no page. A page that will be kept is rendered without a nonce, which holds once: its policy comes from
 * what stands in it (server/web/stored-pages.ts), and its header can come from the inner listener only, because the door takes it off others.
 */
export const config = {
  matcher: [
    {
      source: '/((?!_next/static/|fonts/|api/files(?:/|$)|api/documents/|api/samples/|api/trpc/).*)',
      missing: [{ type: 'header', key: 'x-mocua-render' }],
    },
  ],
}
