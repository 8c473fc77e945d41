import { cookies } from 'next/headers'
import { type Preferences, readPreference } from './preferences.ts'

export async function getPreferences(): Promise<Preferences> {
  const jar = await cookies()
  const value = (name: string) => jar.get(name)?.value
  return {
    locale: readPreference('locale', value('locale')),
    theme: readPreference('theme', value('theme')),
    contrast: readPreference('contrast', value('contrast')),
    text: readPreference('text', value('text')),
  }
}
