import { Contrast, Languages, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Preferences } from '#app/_lib/preferences.ts'
import { PreferenceForm } from './preference-form.tsx'

export function TextSizeSwitch({ current }: { current: Preferences['text'] }) {
  const t = useTranslations('site.tools')
  const sizes = [
    { value: 'small', sign: 'A−', label: t('sizeSmall') },
    { value: 'normal', sign: 'A', label: t('sizeNormal') },
    { value: 'large', sign: 'A+', label: t('sizeLarge') },
  ]
  return (
    <PreferenceForm className="sizes" label={t('size')}>
      {sizes.map(({ value, sign, label }) => (
        <button
          key={value}
          type="submit"
          className="pref"
          name="text"
          value={value}
          aria-pressed={value === (current ?? 'normal')}
        >
          <span aria-hidden="true">{sign}</span>
          <span className="sr">{label}</span>
        </button>
      ))}
    </PreferenceForm>
  )
}

export function ThemeSwitch() {
  const t = useTranslations('site.tools')
  return (
    <PreferenceForm>
      <button type="submit" className="pref to-dark" name="theme" value="dark">
        <Moon /> {t('dark')}
      </button>
      <button type="submit" className="pref to-light" name="theme" value="light">
        <Sun /> {t('light')}
      </button>
    </PreferenceForm>
  )
}

export function ContrastSwitch({ current }: { current: Preferences['contrast'] }) {
  const t = useTranslations('site.tools')
  const isMore = current === 'more'
  return (
    <PreferenceForm>
      <button type="submit" className="pref" name="contrast" value={isMore ? 'normal' : 'more'} aria-pressed={isMore}>
        <Contrast /> {t('contrast')}
      </button>
    </PreferenceForm>
  )
}

/** Names the other language in that language, because its readers cannot read this one. */
export function LanguageSwitch({ current }: { current: Preferences['locale'] }) {
  const toEnglish = current !== 'en'
  return (
    <PreferenceForm>
      <button type="submit" className="pref" name="locale" value={toEnglish ? 'en' : 'vi'} lang={toEnglish ? 'en' : 'vi'}>
        <Languages />
        <span aria-hidden="true">{toEnglish ? 'EN' : 'VI'}</span>
        <span className="sr">{toEnglish ? 'English' : 'Tiếng Việt'}</span>
      </button>
    </PreferenceForm>
  )
}
