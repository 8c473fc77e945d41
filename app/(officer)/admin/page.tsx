import { CircleAlert, CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../_components/not-yours.tsx'
import { placesOf, staffAt } from '../_lib/staff.ts'
import table from '../exchange/exchange.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') }
}

/** What is in force, and how much of it was checked against its sources. */
export default async function AdminPage({ searchParams }: PageProps<'/admin'>) {
  const me = await staffAt('/admin')
  if (!me) return null
  if (!placesOf(me).admin) return <NotYours />
  const cursor = oneOf((await searchParams).cursor) || undefined
  const api = await caller()
  const [t, calendars, locale, found] = await Promise.all([
    getTranslations('admin'),
    getTranslations('calendars'),
    getLocale(),
    api.procedure.search({ q: '', cursor }),
  ])
  const procedures = await Promise.all(found.items.map(({ code }) => api.procedure.get({ code })))
  return (
    <div className={table.page}>
      <h1>{t('title')}</h1>
      <p className="soft">{t('lead')}</p>
      <p>
        <Link href="/admin/calendars">{calendars('title')}</Link>
      </p>
      <section className={table.section}>
        <h2>{t('procedures.title')}</h2>
        <table className={table.table}>
          <thead>
            <tr>
              {(['code', 'name', 'version', 'state'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`procedures.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {procedures.map((procedure) => (
              <tr key={procedure.code}>
                <td className="num nowrap">{procedure.code}</td>
                <td>
                  <Link href={`/procedures/${procedure.code}`}>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</Link>
                </td>
                <td className="num">{procedure.version}</td>
                <td>
                  <span className={procedure.verified ? 'due done' : 'due soon'}>
                    {procedure.verified ? <CircleCheck /> : <CircleAlert />}
                    {t(procedure.verified ? 'procedures.verified' : 'procedures.unverified')}
                  </span>
                  <span className="small soft" lang="vi">
                    {procedure.verifiedNoteVi}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Pager nextHref={found.nextCursor ? withParams('/admin', { cursor: found.nextCursor }) : null} />
      </section>
    </div>
  )
}
