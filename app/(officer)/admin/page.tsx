import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { NotYours } from '../_components/not-yours.tsx'
import { placesOf, staffAt } from '../_lib/staff.ts'
import styles from './procedures/_components/procedures.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') }
}

/** What is kept for all agencies. */
export default async function AdminPage() {
  const me = await staffAt('/admin')
  if (!me) return null
  const places = placesOf(me)
  if (!places.admin) return <NotYours />
  const [t, versions, calendars] = await Promise.all([
    getTranslations('admin'),
    getTranslations('versions'),
    getTranslations('calendars'),
  ])
  return (
    <div className={styles.page}>
      <h1>{t('title')}</h1>
      <p className="soft">{t('lead')}</p>
      <ul className={styles.rows}>
        <li>
          <div>
            <Link href="/admin/procedures">{versions('title')}</Link>
            <p className="small soft">{versions('lead')}</p>
          </div>
        </li>
        {places.keeping && (
          <li>
            <div>
              <Link href="/admin/calendars">{calendars('title')}</Link>
            </div>
          </li>
        )}
      </ul>
    </div>
  )
}
