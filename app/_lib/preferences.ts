export { type Preferences, preferenceNames, readPreference } from '#server/web/preference.schema.ts'

/** The page to go back to: a path of this site only, so that nobody can send people elsewhere through the switch. */
export function pathToReturnTo(referer: string | null, host: string | null): string {
  if (!referer || !host || !URL.canParse(referer)) return '/'
  const url = new URL(referer)
  const isOurs = url.host === host && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}` : '/'
}
