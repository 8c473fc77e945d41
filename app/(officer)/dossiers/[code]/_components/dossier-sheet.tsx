import { MessageCircle } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { pick } from '#app/_lib/pick.ts'
import { withParams } from '#app/_lib/search-params.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { DuePanel } from '#app/_ui/due-panel.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { TalkForm } from '#app/_ui/talk/talk-form.tsx'
import { TalkList } from '#app/_ui/talk/talk-list.tsx'
import { When } from '#app/_ui/when.tsx'
import type { ActionDossier } from './actions/action-dialog.tsx'
import { ActionsBar } from './actions-bar.tsx'
import { Answers } from './answers.tsx'
import { Documents } from './documents.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { DraftResult } from './draft-result.tsx'
import { Fees } from './fees.tsx'
import { FiledNote } from './filed-note.tsx'
import { History } from './history.tsx'
import { Links } from './links.tsx'
import { Obligations } from './obligations.tsx'
import { Opinions } from './opinions.tsx'
import { Papers } from './papers.tsx'
import { Part } from './part.tsx'
import { Proposals } from './proposals.tsx'
import { OpenWork, Steps } from './steps.tsx'
import { Supplements } from './supplements.tsx'
import { WhereItStands } from './where-it-stands.tsx'

/** Everything that its handlers see of a dossier: what was said and shown on the left, the clock and the way on the right, what to do at the foot. */
export function DossierSheet({
  dossier,
  way,
  talk,
  isJustFiled,
}: {
  dossier: Dossier
  /** Null: what the applicant writes is not for this person. */
  talk: Api['message']['list'] | null
  way: Api['dossier']['way']
  isJustFiled: boolean
}) {
  const t = useTranslations('staff')
  const locale = useLocale()
  const { code, procedure, nationalCode, shellState, applicant, owner, due } = dossier
  const isNews = talk?.items.some(({ isUnread }) => isUnread)
  return (
    <div className={styles.sheet}>
      <header className={styles.head}>
        <BackLink href="/inbox">{t('back')}</BackLink>
        <div className={styles.title}>
          <h1>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</h1>
          <StatusChip code={nationalCode} isAsking={shellState === 'withdrawalAsked'} />
        </div>
        <p className={styles.whose}>
          <CodeText code={code} /> <CopyButton text={code} />
          <span>{owner?.fullName ?? applicant?.fullName}</span>
          <span className="num soft">{owner?.personalIdMasked ?? applicant?.personalIdMasked}</span>
          {isNews && (
            <a className="due comfortable small" href="#talk">
              <MessageCircle /> {t('talk.news')}
            </a>
          )}
        </p>
      </header>
      {isJustFiled && <FiledNote dossier={dossier} />}
      <Proposals dossier={dossier} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Answers pages={dossier.answers} />
        </div>
        <div className={styles.main}>
          <Opinions opinions={dossier.opinions} />
          <Obligations obligations={dossier.obligations} />
          <Links dossier={dossier} />
          <Papers dossier={dossier} />
          <Supplements dossier={dossier} />
          <Fees dossier={dossier} />
          <Documents dossier={dossier} />
          {talk && (
            <Part id="talk" title={t('talk.title')}>
              <Talk code={code} talk={talk} />
            </Part>
          )}
        </div>
        <div className={styles.side}>
          <aside className={styles.clock} aria-label={t('work.title')}>
            {due && <DuePanel due={due} isForStaff />}
            <DraftResult drafts={dossier.draftResult} />
            <Part title={t('work.title')} isHidden={dossier.work.length === 0}>
              <OpenWork dossier={dossier} />
            </Part>
          </aside>
          <aside className={styles.rest} aria-label={t('dossier.facts')}>
            <Part title={t('steps.title')}>
              <Steps steps={dossier.steps} blocks={dossier.blocks} />
            </Part>
            <Part title={t('dossier.facts')}>
              <Facts dossier={dossier} />
            </Part>
          </aside>
        </div>
        <History dossier={dossier} />
      </div>
      <div className={styles.where}>
        <WhereItStands way={way} />
      </div>
      <ActionsBar actions={dossier.actions} dossier={forActions(dossier)} />
    </div>
  )
}

function Talk({ code, talk: { items, isOpen, nextCursor } }: { code: string; talk: Api['message']['list'] }) {
  const t = useTranslations('talk')
  return (
    <>
      <TalkForm code={code} isOpen={isOpen} unreadId={items.find(({ isUnread }) => isUnread)?.id ?? null} />
      <TalkList messages={items} />
      {nextCursor && <Link href={withParams(`/dossiers/${code}`, { talk: nextCursor })}>{t('older')}</Link>}
    </>
  )
}

function Facts({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff')
  const rightName = useTranslations('ui.rights')
  const locale = useLocale()
  const {
    applicant,
    owner,
    foreignCode,
    source,
    resultWay,
    resultAddress,
    openedAt,
    receivedAt,
    caseNameVi,
    due,
    agency,
    receivingPoint,
  } = dossier
  const rows: { term: string; value: ReactNode }[] = [
    { term: t('person.title'), value: applicant?.fullName },
    { term: t('person.personalId'), value: applicant?.personalIdMasked },
    { term: t('person.owner'), value: owner?.fullName === applicant?.fullName ? null : owner?.fullName },
    { term: t('person.right'), value: dossier.right ? rightName(dossier.right.right) : null },
    { term: t('person.organisationId'), value: dossier.right?.organisationId },
    { term: t('person.phone'), value: applicant?.phone },
    { term: t('person.email'), value: applicant?.email },
    { term: t('person.address'), value: applicant?.address },
    { term: t('dossier.agency'), value: inLanguage(locale, agency.nameVi, agency.nameEn) },
    {
      term: t('dossier.receivingPoint'),
      value: receivingPoint.nameVi === agency.nameVi ? null : inLanguage(locale, receivingPoint.nameVi, receivingPoint.nameEn),
    },
    { term: t('dossier.case'), value: caseNameVi ? <span lang="vi">{caseNameVi}</span> : null },
    { term: t('dossier.source'), value: sourceName() },
    { term: t('dossier.foreignCode'), value: foreignCode ? <CodeText code={foreignCode} /> : null },
    {
      term: t('dossier.resultWay'),
      value: t(`dossier.resultWays.${RESULT_WAYS.find((way) => way === resultWay) ?? 'DESK'}`),
    },
    {
      term: t('dossier.resultAddress'),
      value: resultAddress && `${resultAddress.receiver}, ${resultAddress.phone}, ${resultAddress.address}`,
    },
    { term: t('dossier.filedAt'), value: openedAt ? <When at={openedAt} /> : null },
    { term: t('dossier.receivedAt'), value: receivedAt ? <When at={receivedAt} /> : null },
    { term: t('dossier.legalAt'), value: due?.legalAt ? <When at={due.legalAt} /> : null },
  ]
  return <Pairs pairs={rows.filter(({ value }) => value !== null && value !== undefined && value !== '')} />

  function sourceName(): string {
    const known = (['ONLINE', 'DESK', 'PORTAL', 'POST', 'IMPORT'] as const).find((one) => one === source)
    return known ? t(`dossier.sources.${known}`) : source
  }
}

const RESULT_WAYS = ['ONLINE', 'DESK', 'POST'] as const

/** Only this much goes to the browser a second time. */
const FOR_ACTIONS = [
  'code',
  'now',
  'paperKinds',
  'papers',
  'formFields',
  'feeItems',
  'fees',
  'draftResult',
  'stepAnswers',
  'opinions',
  'proposals',
  'work',
  'steps',
] as const

const forActions = (dossier: Dossier): ActionDossier => ({
  ...pick(dossier, FOR_ACTIONS),
  ownerName: dossier.owner?.fullName ?? dossier.applicant?.fullName ?? '',
})
