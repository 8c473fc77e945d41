import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { getFormat } from '#app/_lib/get-format.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { PetitionState } from '#app/_ui/petition-state.tsx'
import { PetitionFiles, PetitionWay, Typed } from '#app/_ui/petition-way.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { caller } from '#server/caller.ts'
import { staffAt } from '../../_lib/staff.ts'
import styles from '../petitions.module.css'
import { Acts } from './_components/acts.tsx'

type Props = PageProps<'/petitions/[code]'>
const WAYS = { SMS: 0, EMAIL: 0, CALL: 0 }
const KINDS = { REPORT: 0, PROPOSAL: 0 }
const CATEGORIES = { conduct: 0, delay: 0, papers: 0, fees: 0, rules: 0, service: 0, other: 0 }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) }
}

async function read(code: string) {
  try {
    return await (await caller()).petition.get({ code })
  } catch (error) {
    if (['NOT_FOUND', 'INPUT_INVALID'].includes(domainErrorCodeOf(error) ?? '')) return notFound()
    throw error
  }
}

/** What was asked, by whom, until when to answer; the acts that are possible now. */
export default async function PetitionPage({ params }: Props) {
  const code = decodeURIComponent((await params).code)
  if (!(await staffAt(`/petitions/${code}`))) return null
  const [petition, agencies, t, p, v, format] = await Promise.all([
    read(code),
    (await caller()).petition.agencies(),
    getTranslations('voice.staff'),
    getTranslations('voice.page'),
    getTranslations('voice'),
    getFormat(),
  ])
  const { from } = petition
  const way = knownKey(WAYS, petition.desk?.answerWay ?? '')
  const [kind, category] = [knownKey(KINDS, petition.kind), knownKey(CATEGORIES, petition.category)]
  return (
    <div className={styles.page}>
      <BackLink href="/petitions">{t('back')}</BackLink>
      <h1>{petition.title}</h1>
      <p>
        <PetitionState state={petition.state} isLate={petition.isLate} />
        {petition.desk?.isSlipMine && <Link href={`/desk/petitions/${code}`}>{t('slip')}</Link>}
      </p>
      <div className={styles.cols}>
        <div>
          <Typed>{petition.words}</Typed>
          <PetitionFiles files={petition.files} />
          {petition.answer && (
            <>
              <h2>{p('answer')}</h2>
              <Typed>{petition.answer}</Typed>
            </>
          )}
          {petition.acts.length > 0 && (
            <Acts code={code} acts={petition.acts} agencies={agencies.filter(({ nameVi }) => nameVi !== petition.agencyNameVi)} />
          )}
          <h2>{t('history')}</h2>
          <PetitionWay events={petition.events} />
        </div>
        <aside>
          <Pairs
            pairs={[
              { term: p('code'), value: code },
              ...(kind && category ? [{ term: v(`kindShort.${kind}`), value: v(`category.${category}`) }] : []),
              { term: p('due'), value: format.dateTime(petition.dueAt) },
              { term: p('to'), value: petition.agencyNameVi },
              ...(from ? [{ term: t('from'), value: [from.name, from.phone, from.email].filter(Boolean).join(', ') }] : []),
              ...(petition.desk && way ? [{ term: t('answerWay'), value: t(`ways.${way}`) }] : []),
              ...(petition.dossierCode
                ? [
                    {
                      term: p('dossier'),
                      value: <Link href={`/dossiers/${petition.dossierCode}`}>{petition.dossierCode}</Link>,
                    },
                  ]
                : []),
            ]}
          />
          <p className="small soft">
            {p('dueWhy', { days: petition.workingDays, basis: petition.basisVi })}
            {!petition.isBasisVerified && ` ${p('unverified')}`}
          </p>
        </aside>
      </div>
    </div>
  )
}
