import { env } from './env.ts'

/** Headers of a request, of whichever server. */
export interface GivenHeaders {
  get(name: string): string | null
}

/**
 * Next puts the socket's address here when nothing stands before it; a reverse proxy has to replace or append, and the last entry is the
 * one that it wrote. Without a proxy a client may write the header itself: limits by address are then weaker, those by account are not.
 */
export function addressOf(headers: GivenHeaders): string {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return (forwarded || 'unknown').slice(0, 64)
}

/**
 * Whether a changing request comes from our own pages. Browsers send Sec-Fetch-Site or Origin with every POST; whoever sends neither is no
 * browser and carries nobody's cookies.
 */
export function isSameOrigin(headers: GivenHeaders, publicUrl = env.PUBLIC_URL): boolean {
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (!origin) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(publicUrl).host || host === headers.get('host')
}
