import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { highlight } from '#app/_lib/highlight.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { Vietnamese } from '#app/_ui/vietnamese.tsx'
import { ProcedureFacts } from '../../_components/procedure-facts.tsx'
import styles from '../results.module.css'

/** One procedure of a list: its name, who decides at which level (what tells namesakes apart), and what people compare. */
export function Result({ card, q = '' }: { card: Api['procedure']['search']['items'][number]; q?: string }) {
  const t = useTranslations('search')
  const locale = useLocale()
  return (
    <li>
      <h2>
        <Link href={`/procedures/${card.code}`}>
          {highlight(inLanguage(locale, card.nameVi, card.nameEn), q).map(({ at, text, isHit }) => (
            <Fragment key={at}>{isHit ? <mark>{text}</mark> : text}</Fragment>
          ))}
        </Link>
      </h2>
      <p className={styles.agency}>
        <b>
          <Vietnamese>{card.competentAgencyVi}</Vietnamese>
        </b>{' '}
        · {t(`level.${card.level}`)} · <Vietnamese>{card.fieldVi}</Vietnamese>
      </p>
      <p className={styles.by}>{inLanguage(locale, card.summaryVi, card.summaryEn)}</p>
      <ProcedureFacts card={card} className={styles.meta} />
      {card.generated && <GeneratedMark />}
    </li>
  )
}
