import type vi from '../_messages/vi.json'
import type { Locale as OurLocale } from './locale.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: OurLocale
    Messages: typeof vi
  }
}
