import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import styles from '../notices/notices.module.css'
import { PetitionList } from './_components/petition-list.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.list'))('title') }
}

/** What the person has asked, and what was answered. */
export default async function MyPetitionsPage({ searchParams }: PageProps<'/my/petitions'>) {
  if (!(await isCitizen('/my/petitions'))) return <ForCitizens />
  const cursor = oneOf((await searchParams).cursor)
  const [{ items, nextCursor }, t, v] = await Promise.all([
    (await caller()).petition.mine(cursor === '' ? {} : { cursor }),
    getTranslations('voice.list'),
    getTranslations('voice'),
  ])
  const isEmpty = items.length === 0 && cursor === ''
  return (
    <div className="wrap">
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        {!isEmpty && (
          <LinkButton kind="outlined" href="/my/petitions/new" icon={<Plus />}>
            {t('new')}
          </LinkButton>
        )}
      </div>
      {isEmpty ? (
        <Empty title={t('emptyTitle')} action={<LinkButton href="/my/petitions/new">{t('new')}</LinkButton>}>
          {t('empty')}
        </Empty>
      ) : (
        <PetitionList items={items} />
      )}
      <Pager nextHref={nextCursor ? withParams('/my/petitions', { cursor: nextCursor }) : null} />
      <p className={styles.section}>
        <Link href="/voice">{v('compare')}</Link> · <Link href="/my/referrals">{v('referral')}</Link>
      </p>
    </div>
  )
}
