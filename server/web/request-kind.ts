/**
 * What a request is worth when there is not time for all. A look ahead that nobody asked for goes first; what somebody has typed and sent
 * goes last. Files that take long because a line is slow cost no processor and have room of their own, and so have partners and probes.
 */
export type RequestKind = 'built' | 'vital' | 'file' | 'ahead' | 'view' | 'change'

const BUILT =
  /^\/(?:_next\/static|fonts|icons|tour)\/|^\/(?:sw\.js|offline\.(?:html|css)|manifest\.webmanifest|favicon\.ico|icon\.svg|apple-icon\.png)(?:\?|$)/
const VITAL = /^\/(?:(?:healthz|readyz|api\/payment\/confirm)(?:[/?]|$)|api\/(?:portal|messages)\/)/
const FILE = /^\/api\/(?:files|documents)\//

export function kindOf(method: string, url: string, headers: Record<string, unknown>): RequestKind {
  if (BUILT.test(url)) return 'built'
  if (VITAL.test(url)) return 'vital'
  if (FILE.test(url)) return 'file'
  if (method !== 'GET' && method !== 'HEAD') return 'change'
  if (headers['next-router-prefetch'] !== undefined || headers['sec-purpose'] !== undefined || headers.purpose === 'prefetch')
    return 'ahead'
  return 'view'
}
