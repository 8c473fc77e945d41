import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { ForCitizens } from '../../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../../_lib/citizen.ts'
import { DraftGone } from '../../../_components/draft-gone.tsx'
import { readDraft } from '../../../_lib/read-draft.ts'
import { hrefsOfFields, sectionsOf } from '../../../_lib/sections.ts'
import { SaveKept } from '../_components/save-kept.tsx'
import { CheckedAnswers } from './_components/checked-answers.tsx'
import { CheckedPapers } from './_components/checked-papers.tsx'
import { FeeList } from './_components/fee-list.tsx'
import { SubmitForm } from './_components/submit-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('draft'))('checkTitle') }
}

/** Everything that will be handed in, each line with its way back, and at the end the one button that hands it in. */
export default async function CheckPage({ params }: PageProps<'/apply/draft/[id]/check'>) {
  const { id } = await params
  if (!(await isCitizen(`/apply/draft/${id}/check`))) return <ForCitizens />
  const draft = await readDraft(id)
  if (!draft) return <DraftGone id={id} />
  const sections = sectionsOf(draft)
  if (sections.at(-1)?.state === 'blocked') redirect(`/apply/draft/${id}`)
  const [locale, t] = await Promise.all([getLocale(), getTranslations('draft')])
  return (
    <div className="read">
      <BackLink href={`/apply/draft/${id}`}>{t('back')}</BackLink>
      <h1>{t('checkTitle')}</h1>
      <p className="lead">
        {inLanguage(locale, draft.procedure.nameVi, draft.procedure.nameEn)}. {t('checkLead')}
      </p>
      <SaveKept draft={{ id, revision: draft.revision, viewerId: draft.viewerId }} hrefs={hrefsOfFields(draft)} />
      <CheckedAnswers draft={draft} sections={sections} />
      <CheckedPapers draft={draft} />
      {draft.owner && <p className="after-lead">{t('forWhom', { name: draft.owner.fullName })}</p>}
      {draft.helpingVi ? (
        <Note family="info">{t('helping', { name: draft.helpingVi })}</Note>
      ) : (
        <SubmitForm
          draftId={id}
          agencyName={inLanguage(locale, draft.agency.nameVi, draft.agency.nameEn)}
          resultWay={draft.resultWay}
        >
          <FeeList fees={draft.fees} />
        </SubmitForm>
      )}
    </div>
  )
}
