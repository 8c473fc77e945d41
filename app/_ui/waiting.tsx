import { useTranslations } from 'next-intl'

const shapes = ['title', 'a', 'b', 'c', 'd', 'e']

/** For `loading.tsx`: nothing at first, then still shapes, after eight seconds a sentence. */
export function Waiting() {
  const t = useTranslations('ui')
  return (
    <div className="wrap">
      <div className="waiting" role="status">
        {shapes.map((shape) => (
          <span key={shape} aria-hidden="true" />
        ))}
        <p className="sr">{t('loading')}</p>
        <p className="soft">{t('loadingLong')}</p>
      </div>
    </div>
  )
}
