import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { RESULT_WAYS } from '#server/modules/dossier/dossier.schema.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { NoDossier } from '../../_components/no-dossier.tsx'
import { SetAside } from '../../_components/set-aside.tsx'
import { readDossier } from '../../_lib/read-dossier.ts'
import { WayForm } from './_components/way-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.delivery'))('title') }
}

/** How the result is to come, chosen again. */
export default async function ResultWayPage({ params }: PageProps<'/my/[code]/result-way'>) {
  const code = decodeURIComponent((await params).code)
  if (!(await isCitizen(`/my/${code}/result-way`))) return <ForCitizens />
  const dossier = await readDossier(code)
  if (!dossier) return <NoDossier />
  if (dossier === 'SET_ASIDE') return <SetAside code={code} />
  const t = await getTranslations('my.delivery')
  const { resultWay, resultAddress, applicant } = dossier
  const known = { receiver: applicant?.fullName ?? '', phone: applicant?.phone ?? '', address: applicant?.address ?? '' }
  const way = RESULT_WAYS.find((one) => one === resultWay) ?? 'DESK'
  return (
    <div className="read">
      <BackLink href={`/my/${code}`}>{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      {dossier.actions.some(({ action }) => action === 'chooseResultWay') ? (
        <>
          <p className="lead">{t('lead')}</p>
          <WayForm code={code} known={{ way, ...(resultAddress ?? known) }} />
        </>
      ) : (
        <Note family="rest">{t('closed')}</Note>
      )}
    </div>
  )
}
