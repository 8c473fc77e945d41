import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { caller } from '#server/caller.ts'
import { FindField } from '../_components/find-field.tsx'
import { NotYours } from '../_components/not-yours.tsx'
import { type WorkItem, WorkList } from '../_components/work-list.tsx'
import { placesOf, staffAt } from '../_lib/staff.ts'
import styles from './desk.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk'))('title') }
}

/** The work of the counter: scan, receive what arrived, return what is ready, or begin with the person who stands there. */
export default async function DeskPage() {
  const me = await staffAt('/desk')
  if (!me) return null
  if (!placesOf(me).desk) return <NotYours />
  const api = await caller()
  const [t, register, notices, petitions, format, locale, arrivals, results, drafts, counts] = await Promise.all([
    getTranslations('desk'),
    getTranslations('register'),
    getTranslations('notices.desk'),
    getTranslations('voice.desk'),
    getFormat(),
    getLocale(),
    api.work.list({ queue: 'arrivals' }),
    api.work.list({ queue: 'results' }),
    api.draft.list(),
    api.work.counts(),
  ])
  const rest = counts.unit - counts.arrivals - counts.results
  const section = (name: 'arrivals' | 'results', items: readonly WorkItem[], hasMore: boolean) => (
    <section className={styles.section}>
      <h2>
        {t(`${name}.title`)} <span className="cnt">{counts[name]}</span>
      </h2>
      {items.length > 0 ? <WorkList items={items} areGroupsNamed={false} /> : <p className={styles.none}>{t(`${name}.none`)}</p>}
      {hasMore && (
        <p>
          <Link href={`/inbox?queue=${name}`}>{t(`${name}.all`)}</Link>
        </p>
      )}
    </section>
  )
  return (
    <div className={styles.page}>
      <h1 className="sr">{t('title')}</h1>
      <div className={styles.scan}>
        <div className={styles.field}>
          <FindField id="scan" isFocused label={t('scan')} placeholder={t('scanPlaceholder')} />
        </div>
        <LinkButton href="/desk/new" icon={<Plus />} keys="F2">
          {t('new')}
        </LinkButton>
        <Link href="/desk/register">{register('title')}</Link>
        <Link href="/desk/notices">{notices('title')}</Link>
        <Link href="/desk/petitions/new">{petitions('link')}</Link>
      </div>
      {section('arrivals', arrivals.items, arrivals.nextCursor !== null)}
      {section('results', results.items, results.nextCursor !== null)}
      {rest > 0 && (
        <p className={styles.section}>
          <Link href="/inbox">{t('rest', { n: rest })}</Link>
        </p>
      )}
      {drafts.length > 0 && (
        <section className={styles.section}>
          <h2 className="ruled">{t('drafts')}</h2>
          <ul>
            {drafts.map((draft) => (
              <li key={draft.id} className={styles.draft}>
                <Link href={`/desk/new/${draft.id}`}>
                  {t('draftOf', {
                    procedure: inLanguage(locale, draft.procedureNameVi, draft.procedureNameEn),
                    when: format.shortDateTime(draft.updatedAt),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
