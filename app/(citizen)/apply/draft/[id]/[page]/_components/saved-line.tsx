import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { StatusLine } from '#app/_ui/status-line.tsx'
import type { SaveState } from '../../_lib/use-draft-save.ts'

export function SavedLine({ state }: { state: SaveState }) {
  const t = useTranslations('draft')
  const format = useFormat()
  switch (state.is) {
    case 'saved':
      return <StatusLine tone="good">{t('savedAt', { time: format.time(state.at) })}</StatusLine>
    case 'saving':
      return <StatusLine>{t('saving')}</StatusLine>
    case 'waiting':
      return <StatusLine tone="stop">{t('notSavedLine')}</StatusLine>
    case 'signedOut':
    case 'failed':
      return <StatusLine tone="stop">{t('notSaved')}</StatusLine>
    case 'conflict':
      return <StatusLine tone="stop">{t('notSavedTwo')}</StatusLine>
  }
}
