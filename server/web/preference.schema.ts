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
