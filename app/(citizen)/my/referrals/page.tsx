import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import flow from '#app/_ui/petition.module.css'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import styles from '../notices/notices.module.css'
import { ReferralForm } from './_components/referral-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.refer'))('title') }
}

/** Where a complaint or a denunciation has to go, and that the person was told. */
export default async function ReferralsPage() {
  if (!(await isCitizen('/my/referrals'))) return <ForCitizens />
  const api = await caller()
  const [agencies, mine, t, v, format] = await Promise.all([
    api.petition.agencies(),
    api.petition.myReferrals(),
    getTranslations('voice.refer'),
    getTranslations('voice'),
    getFormat(),
  ])
  return (
    <div className={`read ${flow.flow}`}>
      <Crumbs trail={[{ href: '/voice', label: v('title') }, { label: t('title') }]} />
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <ReferralForm agencies={agencies} />
      <p className={styles.section}>
        <Link href="/voice">{v('compare')}</Link>
      </p>
      {mine.length > 0 && (
        <section className={styles.section}>
          <h2>{t('mine')}</h2>
          <ul>
            {mine.map(({ id, at, toVi }) => (
              <li key={id}>{t('line', { at: format.date(at), to: toVi })}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
