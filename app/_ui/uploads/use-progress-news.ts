import { useTranslations } from 'next-intl'
import type { UploadRow } from './use-uploads.ts'

/** In quarters: a screen reader that says each percent says nothing else any more. */
const QUARTERS = 25

/** How far the files are, a broken line and what the scanner says, as one text that changes seldom; for `role=status`. */
export function useProgressNews(rows: readonly UploadRow[]): string {
  const t = useTranslations('ui.file')
  const scan = useTranslations('ui.file.scan')
  return rows
    .flatMap(({ name, state }) => {
      switch (state.is) {
        case 'sending': {
          const percent = Math.floor(state.percent / QUARTERS) * QUARTERS
          return [`${name}: ${t('uploading', { percent })}`]
        }
        case 'stalled':
          return [`${name}: ${t('stalled', { percent: state.percent })}`]
        case 'checking':
          return [`${name}: ${t('checking')}`]
        case 'sent': {
          const { scanState, isBlurred } = state.file
          return [isBlurred ? `${name}: ${t('blurred')}` : '', scanState === 'ERROR' ? `${name}: ${scan('ERROR')}` : ''].filter(
            Boolean,
          )
        }
        default:
          return []
      }
    })
    .join(' ')
}
