import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { TaskRow } from '#app/_ui/task-row.tsx'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { DraftGone } from '../../_components/draft-gone.tsx'
import { readDraft } from '../../_lib/read-draft.ts'
import { hrefsOfFields, nextToDo, type Section, sectionsOf } from '../../_lib/sections.ts'
import { DiscardDraft } from './_components/discard-draft.tsx'
import { Renewal } from './_components/renewal.tsx'
import { SaveKept } from './_components/save-kept.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('draft'))('title') }
}

/** All parts of the filing with their states; each can be done and done again in any order. */
export default async function DraftPage({ params, searchParams }: PageProps<'/apply/draft/[id]'>) {
  const [{ id }, { register }] = await Promise.all([params, searchParams])
  if (!(await isCitizen(`/apply/draft/${id}`))) return <ForCitizens />
  const draft = await readDraft(id)
  if (!draft) return <DraftGone id={id} />
  const [locale, format, t, my] = await Promise.all([getLocale(), getFormat(), getTranslations('draft'), getTranslations('my')])
  const sections = sectionsOf(draft)
  // back to where one stopped, as long as something is left to do there
  const last = sections.find(({ id: part, state }) => part === draft.lastPart && state === 'doing')
  const next = last ?? nextToDo(sections)
  const titleOf = ({ kind, titleVi, titleEn }: Section) =>
    kind === 'page' ? inLanguage(locale, titleVi ?? '', titleEn) : t(kind)
  const noteOf = ({ state, isOptional }: Section) =>
    state === 'blocked' ? t('checkBlocked') : isOptional ? t('optional') : undefined
  return (
    <div className="read">
      <BackLink href="/my">{my('title')}</BackLink>
      <h1>{inLanguage(locale, draft.procedure.nameVi, draft.procedure.nameEn)}</h1>
      <p className="lead">{t('lead', { agency: inLanguage(locale, draft.agency.nameVi, draft.agency.nameEn) })}</p>
      {draft.owner && <p>{t('forWhom', { name: draft.owner.fullName })}</p>}
      {draft.helpingVi && (
        <div className="after-lead">
          <Note family="info">{t('helping', { name: draft.helpingVi })}</Note>
        </div>
      )}
      <p className="small soft after-title">{t('kept', { date: format.date(draft.expiresAt) })}</p>
      {draft.expiresSoon && (
        <div className="after-lead">
          <Note family="wait" title={t('endsSoon', { when: format.dateTime(draft.expiresAt) })}>
            {t('endsSoonText')}
          </Note>
        </div>
      )}
      {(register === 'unavailable' || register === 'unknown') && (
        <div className="after-lead">
          <Note family="info" title={t(`register.${register}`)}>
            {t('register.byHand')}
          </Note>
        </div>
      )}
      <Renewal draft={draft} />
      <SaveKept draft={{ id, revision: draft.revision, viewerId: draft.viewerId }} hrefs={hrefsOfFields(draft)} />
      <ul className="tasks">
        {sections.map((section) => (
          <TaskRow key={section.id} href={section.href} name={titleOf(section)} state={section.state} note={noteOf(section)} />
        ))}
      </ul>
      <div className="btns fill after-lead">
        <LinkButton kind={draft.renewal?.is === 'newer' ? 'outlined' : undefined} href={next?.href ?? `/apply/draft/${id}/check`}>
          {next && next.kind !== 'check' ? t('goOn', { section: titleOf(next) }) : t('toCheck')}
        </LinkButton>
        <LinkButton kind="plain" href="/my">
          {t('later')}
        </LinkButton>
      </div>
      <div className="btns sec">
        {!draft.helpingVi && (
          <LinkButton kind="plain" href={`/my/drafts/${id}/people`}>
            {t('people')}
          </LinkButton>
        )}
        {!draft.helpingVi && <DiscardDraft id={id} />}
      </div>
    </div>
  )
}
