import { X } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { type Chosen, listAddress } from '../_lib/chosen.ts'
import styles from '../results.module.css'

/** What narrows the list now, each with a link that takes it away. */
export function ChosenList({ chosen, lifeEvent }: { chosen: Chosen; lifeEvent: Api['procedure']['search']['lifeEvent'] }) {
  const t = useTranslations('search')
  const locale = useLocale()
  const without = (change: Partial<Chosen>) => listAddress({ ...chosen, cursor: undefined, ...change })
  const all = [
    { words: lifeEvent && inLanguage(locale, lifeEvent.nameVi, lifeEvent.nameEn), href: without({ event: undefined }) },
    { words: chosen.field, isVi: true, href: without({ field: undefined }) },
    { words: chosen.level && t(`level.${chosen.level}`), href: without({ level: undefined }) },
    { words: chosen.online && t(`filter.${chosen.online}`), href: without({ online: undefined }) },
  ].flatMap(({ words, ...rest }) => (words ? [{ words, ...rest }] : []))
  if (all.length === 0) return null
  return (
    <ul className={styles.chosen} aria-label={t('filter.chosen')}>
      {all.map(({ words, href, isVi }) => (
        <li key={href}>
          <Link href={href}>
            <span className="sr">{t('filter.remove')} </span>
            <span lang={isVi ? 'vi' : undefined}>{words}</span> <X />
          </Link>
        </li>
      ))}
    </ul>
  )
}
