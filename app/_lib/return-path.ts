/** A path of this site out of an address that may have been tampered with; the origin is dropped, so it can lead nowhere else. */
export function pathOf(address: string): string | null {
  if (address === '' || !URL.canParse(address, 'http://here')) return null
  const { pathname, search, hash } = new URL(address, 'http://here')
  const path = `/${pathname.replace(/^\/+/, '')}${search}${hash}`
  return pathname.startsWith('/sign-in') || pathname.startsWith('/api/') ? null : path
}

const ofCitizens = /^\/(my|apply|payment)(\/|\?|$)/
const ofStaff = /^\/(inbox|desk|exchange|admin)(\/|\?|$)/

/** Where to go after signing in: back to where one was, unless that page is not for this kind of account. */
export function returnPath(kind: 'CITIZEN' | 'STAFF', path: string | null): string {
  const isForOthers = path !== null && (kind === 'CITIZEN' ? ofStaff : ofCitizens).test(path)
  if (path !== null && !isForOthers && path !== '/') return path
  return kind === 'CITIZEN' ? '/my' : '/inbox'
}

export const signInPath = (path: string): string => `/sign-in?callbackUrl=${encodeURIComponent(path)}`
