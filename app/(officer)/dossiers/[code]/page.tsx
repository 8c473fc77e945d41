import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Api } from '#app/_lib/api-types.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { staffAt } from '../../_lib/staff.ts'
import { DossierSheet } from './_components/dossier-sheet.tsx'

export async function generateMetadata({ params }: PageProps<'/dossiers/[code]'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) }
}

/** Null for a code that does not exist and for one that is not this person's to see: which of the two is not told. */
async function find(code: string): Promise<Api['dossier']['get'] | 'SET_ASIDE' | null> {
  try {
    return await (await caller()).dossier.get({ code })
  } catch (error) {
    const { code: fault } = faultOf(error)
    if (fault === 'DOSSIER_SET_ASIDE') return 'SET_ASIDE'
    if (fault === 'NOT_FOUND' || fault === 'INPUT_INVALID') return null
    throw error
  }
}

/** Null for those who read the dossier and have nothing to say to the applicant. */
async function talkOf(code: string, cursor: string): Promise<Api['message']['list'] | null> {
  try {
    return await (await caller()).message.list(cursor === '' ? { code } : { code, cursor })
  } catch (error) {
    if (['NOT_PERMITTED', 'NOT_FOUND', 'INPUT_INVALID'].includes(faultOf(error).code)) return null
    throw error
  }
}

export default async function DossierPage({ params, searchParams }: PageProps<'/dossiers/[code]'>) {
  const code = decodeURIComponent((await params).code)
  const me = await staffAt(`/dossiers/${encodeURIComponent(code)}`)
  // letters give everybody this address; a citizen's own view of the dossier is elsewhere
  if (!me) redirect(`/my/${encodeURIComponent(code)}`)
  const dossier = await find(code)
  if (dossier && dossier !== 'SET_ASIDE') {
    const asked = await searchParams
    const [way, talk] = await Promise.all([(await caller()).dossier.way({ code }), talkOf(code, oneOf(asked.talk))])
    return <DossierSheet dossier={dossier} way={way} talk={talk} isJustFiled={oneOf(asked.filed) === '1'} />
  }
  const [t, e] = await Promise.all([getTranslations('staff'), getTranslations('errors')])
  return (
    <div className="wrap">
      <BackLink href="/inbox">{t('back')}</BackLink>
      <h1>{t(dossier ? 'setAside' : 'notFound.title', { code })}</h1>
      <p className="lead">{dossier ? e('DOSSIER_SET_ASIDE') : t('notFound.text')}</p>
    </div>
  )
}
