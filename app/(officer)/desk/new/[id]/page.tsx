import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Api } from '#app/_lib/api-types.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { NotYours } from '../../../_components/not-yours.tsx'
import { placesOf, staffAt } from '../../../_lib/staff.ts'
import { FilingSheet } from './_components/filing-sheet.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk'))('filing.title') }
}

/** Null when it is not there (any more): a draft of somebody else, or one that expired. */
async function find(id: string): Promise<Api['draft']['get'] | null> {
  try {
    return await (await caller()).draft.get({ id })
  } catch (error) {
    const { code } = faultOf(error)
    if (code === 'NOT_FOUND' || code === 'INPUT_INVALID' || code === 'DRAFT_EXPIRED') return null
    throw error
  }
}

export default async function FilingPage({ params }: PageProps<'/desk/new/[id]'>) {
  const { id } = await params
  const me = await staffAt(`/desk/new/${encodeURIComponent(id)}`)
  if (!me) return null
  if (!placesOf(me).desk) return <NotYours />
  const draft = await find(id)
  if (!draft) return <DraftGone />
  if (draft.submitted) redirect(`/dossiers/${draft.submitted.dossierCode}`)
  return <FilingSheet draft={draft} />
}

async function DraftGone() {
  const t = await getTranslations('desk')
  return (
    <div className="read">
      <h1 className="page-title">{t('filing.gone.title')}</h1>
      <p className="lead">{t('filing.gone.text')}</p>
      <p className="btns after-lead">
        <LinkButton href="/desk/new">{t('new')}</LinkButton>
        <LinkButton kind="outlined" href="/desk">
          {t('title')}
        </LinkButton>
      </p>
    </div>
  )
}
