import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { type Chosen, listAddress } from '../_lib/chosen.ts'
import styles from '../results.module.css'
import { Result } from './result.tsx'

/** Nothing fits: what to change, and where to go on. Never the end of the way. */
export function NothingFound({ chosen, found }: { chosen: Chosen; found: Api['procedure']['search'] }) {
  const t = useTranslations('search')
  const isNarrowed = [chosen.event, chosen.field, chosen.level, chosen.online].some((value) => value !== undefined)
  return (
    <>
      <ul className={styles.tips}>
        {isNarrowed && (
          <li>
            <Link href={listAddress({ q: chosen.q })}>{t('tips.all')}</Link>
          </li>
        )}
        {chosen.exact && (
          <li>
            <Link href={listAddress({ ...chosen, exact: false })}>{t('tips.forgiving')}</Link>
          </li>
        )}
        <li>{t('tips.words')}</li>
        <li>
          <Link href="/procedures">{t('tips.browse')}</Link>
        </li>
      </ul>
      {found.instead.length > 0 && (
        <section aria-labelledby="instead">
          <h2 id="instead" className={styles.instead}>
            {t(isNarrowed ? 'insteadWider' : 'instead')}
          </h2>
          <ol className={styles.results}>
            {found.instead.map((card) => (
              <Result key={card.code} card={card} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
