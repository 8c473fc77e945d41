import { Search } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { Button } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../_components/not-yours.tsx'
import { placesOf, staffAt } from '../_lib/staff.ts'
import styles from './search.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff.search'))('title') }
}

/** Any dossier that this person may see, open or ended, by a name typed with or without accents. */
export default async function SearchPage({ searchParams }: PageProps<'/dossiers'>) {
  const params = await searchParams
  const q = oneOf(params.q).trim().slice(0, 120)
  const cursor = oneOf(params.cursor) || undefined
  const me = await staffAt(withParams('/dossiers', { q }))
  if (!me) return null
  if (!placesOf(me).inbox) return <NotYours />
  const [t, format, locale] = await Promise.all([getTranslations('staff.search'), getFormat(), getLocale()])
  const isAnswerable =
    [...q.normalize('NFC')].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length >= 2 && q.split(/\s+/).length <= 6
  const found = isAnswerable ? await (await caller()).work.search({ q, ...(cursor ? { cursor } : {}) }) : null
  return (
    <div className={styles.page}>
      <h1>{t('title')}</h1>
      <search>
        <form action="/dossiers" className={styles.form}>
          <label htmlFor="q">{t('label')}</label>
          <span>
            <input
              className="in"
              id="q"
              name="q"
              defaultValue={q}
              maxLength={120}
              autoComplete="off"
              spellCheck={false}
              aria-describedby="q-hint"
            />
            <Button type="submit" icon={<Search />}>
              {t('submit')}
            </Button>
          </span>
          <span className="small soft" id="q-hint">
            {t('hint')}
          </span>
        </form>
      </search>
      {found && found.items.length > 0 && (
        <ul className={styles.list}>
          {found.items.map((item) => (
            <li key={item.code}>
              <div>
                <Link href={`/dossiers/${item.code}`} className={styles.name}>
                  {item.ownerName ?? t('erased')}
                </Link>
                <p className="small soft">
                  <CodeText code={item.code} isSoft />
                  {item.applicantName && ` · ${t('filedBy', { name: item.applicantName })}`}
                </p>
              </div>
              <div>
                <p>{inLanguage(locale, item.procedureNameVi, item.procedureNameEn)}</p>
                <p className="small soft">{item.agencyNameVi}</p>
              </div>
              <StatusChip code={item.nationalCode} isShort isAsking={item.shellState === 'withdrawalAsked'} />
              <p className="small soft">
                {item.endedAt
                  ? t('ended', { from: format.date(item.openedAt), to: format.date(item.endedAt) })
                  : t('opened', { from: format.date(item.openedAt) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="soft">
        {q === '' ? '' : !found ? t('tooShort') : found.items.length === 0 ? t(cursor ? 'noMore' : 'none', { q }) : ''}
      </p>
      <Pager nextHref={found?.nextCursor ? withParams('/dossiers', { q, cursor: found.nextCursor }) : null} />
    </div>
  )
}
