import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { getFormat } from '#app/_lib/get-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { PetitionState } from '#app/_ui/petition-state.tsx'
import { PetitionFiles, PetitionWay, Typed } from '#app/_ui/petition-way.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { AttachFile } from './_components/attach-file.tsx'
import { WithdrawPetition } from './_components/withdraw-petition.tsx'

type Props = PageProps<'/my/petitions/[code]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  return { title: `${decodeURIComponent(code)} – ${(await getTranslations('voice.list'))('title')}` }
}

async function read(code: string) {
  try {
    return await (await caller()).petition.get({ code })
  } catch (error) {
    if (['NOT_FOUND', 'INPUT_INVALID'].includes(domainErrorCodeOf(error) ?? '')) return notFound()
    throw error
  }
}

/** One petition: what was asked, who answers until when, the answer, and the way so far. */
export default async function MyPetitionPage({ params }: Props) {
  const code = decodeURIComponent((await params).code)
  if (!(await isCitizen(`/my/petitions/${code}`))) return <ForCitizens />
  const [petition, t, list, format] = await Promise.all([
    read(code),
    getTranslations('voice.page'),
    getTranslations('voice.list'),
    getFormat(),
  ])
  const basis = t('dueWhy', { days: petition.workingDays, basis: petition.basisVi })
  return (
    <div className="wrap">
      <Crumbs trail={[{ href: '/my/petitions', label: list('title') }, { label: <CodeText code={code} isSoft /> }]} />
      <div className="with-side">
        <div>
          <h1>{petition.title}</h1>
          <p className="below-title">
            <PetitionState state={petition.state} isLate={petition.isLate} />
          </p>
          {petition.isLate && <Note family="stop">{t('late')}</Note>}
          {petition.answer && (
            <section className="sec">
              <h2>{t('answer')}</h2>
              <Typed>{petition.answer}</Typed>
            </section>
          )}
          <section className="sec">
            <h2>{t('words')}</h2>
            <Typed>{petition.words}</Typed>
            <PetitionFiles files={petition.files} />
            {petition.mayAttach && <AttachFile code={code} />}
          </section>
          <section className="sec">
            <h2>{t('way')}</h2>
            <PetitionWay events={petition.events} />
          </section>
        </div>
        <aside>
          <Pairs
            pairs={[
              { term: t('code'), value: <CodeText code={code} /> },
              { term: t('to'), value: petition.agencyNameVi },
              ...(petition.endedAt ? [] : [{ term: t('due'), value: format.dateTime(petition.dueAt) }]),
              ...(petition.dossierCode
                ? [{ term: t('dossier'), value: <Link href={`/my/${petition.dossierCode}`}>{petition.dossierCode}</Link> }]
                : []),
            ]}
          />
          <p className="small soft">
            {t('kept')}
            {!petition.endedAt && ` ${basis}`}
            {!petition.endedAt && !petition.isBasisVerified && ` ${t('unverified')}`}
          </p>
          {petition.acts.includes('WITHDRAW') && <WithdrawPetition code={code} />}
        </aside>
      </div>
    </div>
  )
}
