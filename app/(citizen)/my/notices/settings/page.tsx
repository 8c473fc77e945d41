import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import flow from '#app/_ui/petition.module.css'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { ChoicesForm } from './_components/choices-form.tsx'
import { PushSwitch } from './_components/push-switch.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices.choices'))('title') }
}

/** What is told by which way, when a phone stays still, and whether this browser shows notices. */
export default async function NoticeSettingsPage() {
  if (!(await isCitizen('/my/notices/settings'))) return <ForCitizens />
  const [n, t, choices] = await Promise.all([
    getTranslations('notices'),
    getTranslations('notices.choices'),
    (await caller()).notice.choices(),
  ])
  return (
    <div className={`wrap ${flow.flow}`}>
      <Crumbs trail={[{ href: '/my/notices', label: n('title') }, { label: t('title') }]} />
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <ChoicesForm current={choices} />
      {choices.pushKey && <PushSwitch publicKey={choices.pushKey} />}
    </div>
  )
}
