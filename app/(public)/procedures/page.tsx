import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { SearchForm } from '../_components/search-form.tsx'
import { ChosenList } from './_components/chosen-list.tsx'
import { Directory } from './_components/directory.tsx'
import { Filters } from './_components/filters.tsx'
import { NothingFound } from './_components/nothing-found.tsx'
import { Result } from './_components/result.tsx'
import { chosenOf, listAddress } from './_lib/chosen.ts'
import styles from './results.module.css'

export async function generateMetadata({ searchParams }: PageProps<'/procedures'>): Promise<Metadata> {
  const { q } = chosenOf(await searchParams)
  const t = await getTranslations('search')
  return { title: q ? t('titleFor', { q }) : t('title') }
}

export default async function SearchPage({ searchParams }: PageProps<'/procedures'>) {
  const chosen = chosenOf(await searchParams)
  const { isCut, ...question } = chosen
  const { q, event, field, level, online, cursor } = chosen
  const [api, locale, t, site, format] = await Promise.all([
    caller(),
    getLocale(),
    getTranslations('search'),
    getTranslations('site'),
    getFormat(),
  ])
  const found = await api.procedure.search(question)
  const { items, total, nextCursor, understood, lifeEvent } = found
  const isWhole = q === '' && [event, field, level, online, cursor].every((value) => value === undefined)
  const phone = site('phone')
  const eventName = lifeEvent && inLanguage(locale, lifeEvent.nameVi, lifeEvent.nameEn)
  const heading = q ? t('titleFor', { q }) : (eventName ?? field ?? t('title'))
  const number = (words: ReactNode) => (
    <a href={`tel:${phone.replaceAll(' ', '')}`} className="nowrap">
      {words}
    </a>
  )
  return (
    <>
      <div className={styles.head}>
        <div className="wrap">
          <SearchForm q={q}>
            <Filters facets={found.facets} chosen={chosen} />
          </SearchForm>
        </div>
      </div>
      <div className="wrap">
        <h1 className={styles.title} lang={!q && !eventName && field ? 'vi' : undefined}>
          {heading}
        </h1>
        <ChosenList chosen={chosen} lifeEvent={lifeEvent} />
        {isCut && <p className={styles.said}>{t('cut')}</p>}
        {found.isWordless && <p className={styles.said}>{t('wordless')}</p>}
        {understood !== null && (
          <p className={styles.said}>
            {t.rich('understood', { name: () => <b lang="vi">{understood}</b> })}{' '}
            <Link href={listAddress({ ...chosen, cursor: undefined, exact: true })}>{t('asTyped', { q })}</Link>
          </p>
        )}
        {isWhole && <Directory facets={found.facets} />}
        <p className={styles.said}>
          {total === 0
            ? t('none')
            : isWhole || found.isWordless
              ? t('allOf', { n: format.number(total) })
              : t('found', { n: total })}{' '}
          {found.hasLookAlikes && t('lookAlikes')}
        </p>
        {total === 0 ? (
          <NothingFound chosen={chosen} found={found} />
        ) : (
          <ol className={styles.results}>
            {items.map((card) => (
              <Result key={card.code} card={card} q={understood ?? q} />
            ))}
          </ol>
        )}
        <Pager nextHref={nextCursor ? listAddress({ ...chosen, cursor: nextCursor }) : null} />
        <p className={`soft small ${styles.help}`}>{t.rich('notFound', { phone: () => number(phone) })}</p>
      </div>
    </>
  )
}
