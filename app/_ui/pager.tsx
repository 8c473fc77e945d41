import { useTranslations } from 'next-intl'
import { LinkButton } from './button.tsx'

/** More of a list: a plain address with the key of the last row, so that it works without JavaScript and can be sent on. */
export function Pager({ nextHref }: { nextHref: string | null }) {
  const t = useTranslations('ui')
  if (nextHref === null) return null
  return (
    <p className="pager">
      <LinkButton kind="outlined" href={nextHref} rel="next">
        {t('more')}
      </LinkButton>
    </p>
  )
}
