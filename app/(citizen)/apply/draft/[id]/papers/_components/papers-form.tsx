'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { PaperUploads } from '../../../../../_components/paper-uploads.tsx'
import { PartMeter } from '../../../../_components/part-meter.tsx'
import type { Draft, Earlier, Section } from '../../../../_lib/sections.ts'
import styles from '../../../../apply.module.css'
import { EarlierPapers } from './earlier-papers.tsx'

type Paper = Draft['papers'][number]
type Count = { sent: number; sending: number }

interface PapersFormProps {
  draftId: string
  papers: readonly Paper[]
  parts: readonly Pick<Section, 'id' | 'kind' | 'titleVi' | 'titleEn'>[]
  backHref: string
  earlier: Earlier['papers']
}

export function PapersForm({ draftId, papers, parts, backHref, earlier }: PapersFormProps) {
  const t = useTranslations('draft')
  const locale = useLocale()
  const router = useRouter()
  const [counts, setCounts] = useState<Record<string, Count>>({})
  const [attempt, setAttempt] = useState(0)
  const count = useCallback((code: string, next: Count) => setCounts((all) => ({ ...all, [code]: next })), [])
  const nameOf = ({ nameVi, nameEn }: Paper) => inLanguage(locale, nameVi, nameEn)

  const missing = papers.filter(
    ({ code, upload, required, files }) => upload && required && (counts[code]?.sent ?? files.length) === 0,
  )
  const isSending = Object.values(counts).some(({ sending }) => sending > 0)
  const errorOf = (paper: Paper) =>
    attempt > 0 && missing.includes(paper) ? t('paperMissing', { paper: nameOf(paper) }) : undefined
  const problems = isSending
    ? [{ message: t('stillSending') }]
    : missing.map((paper) => ({ fieldId: `paper-${paper.code}`, message: t('paperMissing', { paper: nameOf(paper) }) }))
  const [listed, setListed] = useState<typeof problems>([])

  function goOn(): void {
    setAttempt((n) => n + 1)
    setListed(problems)
    if (problems.length === 0) router.push(`/apply/draft/${draftId}/check`)
  }

  return (
    <div className="read">
      <PartMeter parts={parts} here="papers" />
      <BackLink href={backHref}>{t('previous')}</BackLink>
      <ErrorSummary key={attempt} problems={listed} />
      <h1>{t('papers')}</h1>
      <p className="lead">{t('papersLead')}</p>
      {papers.map((paper) => (
        <section key={paper.code} className={styles.paperBlock} aria-labelledby={`title-${paper.code}`}>
          <div className={styles.paperHead}>
            <h2 id={`title-${paper.code}`} lang={paper.nameEn ? undefined : 'vi'}>
              {nameOf(paper)}
            </h2>
            {paper.upload && <span className="small soft">{t(paper.required ? 'paperRequired' : 'paperOptional')}</span>}
          </div>
          <PaperNotes paper={paper} />
          {paper.upload && !isSending && (
            <EarlierPapers draftId={draftId} papers={earlier.filter(({ paperCode }) => paperCode === paper.code)} />
          )}
          {paper.upload && (
            <PaperUploadsOf
              // a paper taken over from an earlier dossier is in the list only from the server
              key={paper.files.map(({ paperId }) => paperId).join()}
              paper={paper}
              name={nameOf(paper)}
              draftId={draftId}
              error={errorOf(paper)}
              onCount={count}
            />
          )}
        </section>
      ))}
      <div className="btns fill after-lead">
        <Button type="button" onClick={goOn}>
          {t('next')}
        </Button>
        <LinkButton kind="plain" href={`/apply/draft/${draftId}`}>
          {t('later')}
        </LinkButton>
      </div>
    </div>
  )
}

function PaperNotes({ paper }: { paper: Paper }) {
  const t = useTranslations('draft')
  return (
    <>
      {paper.requiredVi && (
        <p className="hint" lang="vi">
          {paper.requiredVi}
        </p>
      )}
      {paper.noteVi && (
        <p className="hint" lang="vi">
          {paper.noteVi}
        </p>
      )}
      {!paper.upload && !paper.noteVi && <p className="hint">{t('paperAtDesk')}</p>}
      {paper.upload && paper.originalsShown && <p className="hint">{t('originalsShown')}</p>}
    </>
  )
}

function PaperUploadsOf({
  paper,
  name,
  draftId,
  error,
  onCount,
}: {
  paper: Paper
  name: string
  draftId: string
  error?: string
  onCount: (code: string, count: Count) => void
}) {
  const { code } = paper
  const counted = useCallback((count: Count) => onCount(code, count), [onCount, code])
  return (
    <PaperUploads target={{ draftId }} paperCode={code} paperName={name} files={paper.files} error={error} onCount={counted} />
  )
}
