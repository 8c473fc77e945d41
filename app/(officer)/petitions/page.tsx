import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { NavLink } from '#app/_ui/nav-link.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { PetitionState } from '#app/_ui/petition-state.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../_components/not-yours.tsx'
import { placesOf, staffAt } from '../_lib/staff.ts'
import styles from './petitions.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.staff'))('title') }
}

/** What the agency has to answer, the most urgent first; or what is done. */
export default async function PetitionsPage({ searchParams }: PageProps<'/petitions'>) {
  const me = await staffAt('/petitions')
  if (!me) return null
  if (!placesOf(me).petitions) return <NotYours />
  const query = await searchParams
  const [cursor, isOpen] = [oneOf(query.cursor), oneOf(query.list) !== 'ended']
  const [{ items, nextCursor, referrals }, t, v, rating, format] = await Promise.all([
    (await caller()).petition.list({ isOpen, ...(cursor === '' ? {} : { cursor }) }),
    getTranslations('voice.staff'),
    getTranslations('voice'),
    getTranslations('rating.figures'),
    getFormat(),
  ])
  const times = (kind: string) => referrals.find((row) => row.kind === kind)?.n ?? 0
  return (
    <div className={styles.page}>
      <h1>{t('title')}</h1>
      <nav className={styles.tabs} aria-label={t('title')}>
        <Link href="/petitions" aria-current={isOpen ? 'page' : undefined}>
          {t('open')}
        </Link>
        <Link href="/petitions?list=ended" aria-current={isOpen ? undefined : 'page'}>
          {t('ended')}
        </Link>
        <NavLink href="/petitions/ratings">{rating('link')}</NavLink>
      </nav>
      {items.length === 0 ? (
        <p className="soft">{t(isOpen ? 'emptyOpen' : 'emptyEnded')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className="sheet">
            <thead>
              <tr>
                {(['code', 'what', 'due', 'state'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`heads.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.code}>
                  <td className="nowrap">
                    <Link href={`/petitions/${item.code}`}>{item.code}</Link>
                  </td>
                  <td>
                    {item.title} <span className="small soft">{item.agencyNameVi}</span>
                  </td>
                  <td className="nowrap">
                    {item.endedAt ? v('list.ended', { at: format.date(item.endedAt) }) : format.dateTime(item.dueAt)}
                  </td>
                  <td>
                    <PetitionState state={item.state} isLate={item.isLate} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager nextHref={nextCursor ? withParams('/petitions', { list: isOpen ? 'open' : 'ended', cursor: nextCursor }) : null} />
      <p className="soft">{t('referrals', { complaint: times('COMPLAINT'), denunciation: times('DENUNCIATION') })}</p>
    </div>
  )
}
