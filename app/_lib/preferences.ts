/** What a visitor may set about the page itself; each is one cookie, so that it holds without an account and without JavaScript. */
export const preferences = {
  locale: ['vi', 'en'],
  theme: ['light', 'dark'],
  contrast: ['normal', 'more'],
  text: ['small', 'normal', 'large'],
} as const

export type PreferenceName = keyof typeof preferences
export type PreferenceValue<Name extends PreferenceName> = (typeof preferences)[Name][number]
export type Preferences = { [Name in PreferenceName]?: PreferenceValue<Name> }

export const preferenceNames: readonly PreferenceName[] = ['locale', 'theme', 'contrast', 'text']

export function readPreference<Name extends PreferenceName>(name: Name, value: unknown): PreferenceValue<Name> | undefined {
  const allowed: readonly PreferenceValue<Name>[] = preferences[name]
  return allowed.find((one) => one === value)
}

/** The page to go back to: a path of this site only, so that nobody can send people elsewhere through the switch. */
export function pathToReturnTo(referer: string | null, host: string | null): string {
  if (!referer || !host || !URL.canParse(referer)) return '/'
  const url = new URL(referer)
  const isOurs = url.host === host && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}` : '/'
}
