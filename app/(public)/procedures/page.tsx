import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { getFormat } from '#app/_lib/get-format.ts'
import { highlight } from '#app/_lib/highlight.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { ProcedureFacts } from '../_components/procedure-facts.tsx'
import { SearchForm } from '../_components/search-form.tsx'
import styles from './results.module.css'

export async function generateMetadata({ searchParams }: PageProps<'/procedures'>): Promise<Metadata> {
  const q = oneOf((await searchParams).q)
  const t = await getTranslations('search')
  return { title: q ? t('titleFor', { q }) : t('title') }
}

export default async function SearchPage({ searchParams }: PageProps<'/procedures'>) {
  const params = await searchParams
  const q = oneOf(params.q)
  const event = oneOf(params.event)
  const [api, locale, t, format] = await Promise.all([caller(), getLocale(), getTranslations('search'), getFormat()])
  const { items, nextCursor, understood } = await api.procedure.search({
    q: q.slice(0, 200),
    lifeEvent: event.slice(0, 100) || undefined,
    cursor: oneOf(params.cursor) || undefined,
  })
  const heading = event ? format.capital(event) : q ? t('titleFor', { q }) : t('title')
  const phone = (await getTranslations('site'))('phone')
  return (
    <>
      <div className={styles.head}>
        <div className="wrap">
          <SearchForm q={q} />
        </div>
      </div>
      <div className="wrap">
        <h1 className={styles.title}>{heading}</h1>
        <p>
          {items.length === 0 ? t('none') : nextCursor ? t('firstFound', { n: items.length }) : t('found', { n: items.length })}{' '}
          {understood && t.rich('understood', { name: () => <b lang="vi">{understood}</b> })}
        </p>
        <ol className={styles.results}>
          {items.map((card) => (
            <li key={card.code}>
              <h2>
                <Link href={`/procedures/${card.code}`}>
                  {highlight(inLanguage(locale, card.nameVi, card.nameEn), q).map(({ at, text, isHit }) => (
                    <Fragment key={at}>{isHit ? <mark>{text}</mark> : text}</Fragment>
                  ))}
                </Link>
              </h2>
              <p className={styles.by}>
                {t(`level.${card.level}`)}. {inLanguage(locale, card.summaryVi, card.summaryEn)}
              </p>
              <ProcedureFacts card={card} className={styles.meta} />
              {card.generated && <GeneratedMark />}
            </li>
          ))}
        </ol>
        <Pager nextHref={nextCursor ? withParams('/procedures', { q, event, cursor: nextCursor }) : null} />
        <p className={`soft small ${styles.help}`}>
          {t.rich('notFound', {
            phone: () => (
              <a href={`tel:${phone.replaceAll(' ', '')}`} className="nowrap">
                {phone}
              </a>
            ),
          })}
        </p>
      </div>
    </>
  )
}
