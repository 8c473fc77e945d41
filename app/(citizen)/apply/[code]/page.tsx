import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { Note } from '#app/_ui/note.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import { StartForm } from './_components/start-form.tsx'
import { WhatYouNeed } from './_components/what-you-need.tsx'

const read = cache(async (code: string) => {
  try {
    return await (await caller()).procedure.get({ code })
  } catch (error) {
    if (['PROCEDURE_UNKNOWN', 'VERSION_NOT_EFFECTIVE', 'NOT_FOUND', 'INPUT_INVALID'].includes(faultOf(error).code)) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: PageProps<'/apply/[code]'>): Promise<Metadata> {
  const procedure = await read((await params).code)
  const [locale, t] = await Promise.all([getLocale(), getTranslations('apply')])
  return { title: `${t('title')}: ${inLanguage(locale, procedure.nameVi, procedure.nameEn)}` }
}

/** Before the first question: what it takes, what to have ready, and to whom it goes. */
export default async function ApplyPage({ params }: PageProps<'/apply/[code]'>) {
  const { code } = await params
  const procedure = await read(code)
  if (!(await isCitizen(`/apply/${code}`))) return <ForCitizens />
  const api = await caller()
  const [drafts, locale, t] = await Promise.all([api.draft.list(), getLocale(), getTranslations('apply')])
  const name = inLanguage(locale, procedure.nameVi, procedure.nameEn)
  const begun = drafts.find((draft) => draft.source === 'ONLINE' && draft.procedureNameVi === procedure.nameVi)
  const isOnline = procedure.onlineLevel !== 'information'
  const prospect = isOnline ? await api.draft.prospect({ procedureCode: code }) : null
  return (
    <div className="read">
      <BackLink href={`/procedures/${code}`}>{name}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{name}</p>
      {procedure.generated && <GeneratedMark hasHint />}
      {!isOnline && (
        <div className="after-lead">
          <Note
            family="wait"
            title={t('atDesk')}
            actions={<LinkButton href={`/procedures/${code}`}>{t('seeProcedure')}</LinkButton>}
          />
        </div>
      )}
      {prospect && (
        <>
          {begun && (
            <div className="after-lead">
              <Note
                title={t('openDraft')}
                actions={
                  <LinkButton kind="outlined" href={`/apply/draft/${begun.id}`}>
                    {t('goOn')}
                  </LinkButton>
                }
              >
                {t('openDraftText')}
              </Note>
            </div>
          )}
          <WhatYouNeed procedure={procedure} />
          <section className="sec">
            <StartForm procedureCode={code} agencies={procedure.agencies} prospect={prospect} />
          </section>
        </>
      )}
    </div>
  )
}
