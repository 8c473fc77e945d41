import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { readEnd } from '../_lib/read-draft.ts'

/** A draft that was thrown away, or that nobody wrote on for so long that it came to its end: then the page says when. */
export async function DraftGone({ id }: { id: string }) {
  const [t, search, format, endedAt] = await Promise.all([
    getTranslations('draft'),
    getTranslations('my'),
    getFormat(),
    readEnd(id),
  ])
  return (
    <div className="read">
      <h1 className="page-title">{t(endedAt ? 'expired' : 'gone')}</h1>
      <p className="lead">{endedAt ? t('expiredText', { date: format.date(endedAt) }) : t('goneText')}</p>
      <p className="btns after-lead">
        <LinkButton href="/procedures">{search('emptyBegin')}</LinkButton>
        <LinkButton kind="outlined" href="/my">
          {search('title')}
        </LinkButton>
      </p>
    </div>
  )
}
