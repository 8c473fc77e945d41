import { CircleCheck, CircleX } from 'lucide-react'
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { When } from '#app/_ui/when.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { CompareFile } from './_components/compare-file.tsx'
import styles from './verify.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('title') }
}

async function find(verifyId: string) {
  try {
    return { paper: await (await caller()).document.verify({ verifyId }) }
  } catch (error) {
    const { code } = faultOf(error)
    if (code === 'NOT_FOUND' || code === 'INPUT_INVALID') return { paper: null }
    if (code === 'RATE_LIMITED') return { paper: null, isBusy: true }
    throw error
  }
}

/** For whoever holds a paper of ours and wants to know whether it is genuine; it names nobody. */
export default async function VerifyPage({ params }: PageProps<'/verify/[id]'>) {
  const { id } = await params
  const { paper, isBusy } = await find(decodeURIComponent(id))
  const [locale, t, { verify, errors, ui }] = await Promise.all([getLocale(), getTranslations('verify'), getMessages()])
  if (!paper)
    return (
      <div className="read">
        <h1 className="page-title">{isBusy ? errors.RATE_LIMITED : t('notFoundTitle')}</h1>
        <p className="lead after-title">{t('notFound')}</p>
        <LinkButton kind="outlined" href="/track">
          {t('track')}
        </LinkButton>
      </div>
    )
  const kind = knownKey(verify.kinds, paper.form)
  return (
    <div className="read">
      <h1 className="page-title">{t('title')}</h1>
      <div className="after-lead">
        <Arch look={paper.revokedAt ? 'plain' : 'done'} labelledBy="verify-title">
          <h2 id="verify-title" className={paper.revokedAt ? styles.revoked : styles.found}>
            {paper.revokedAt ? <CircleX /> : <CircleCheck />} {t(paper.revokedAt ? 'revoked' : 'found')}
          </h2>
          {paper.revokedAt && (
            <p>{t.rich('revokedAt', { when: () => (paper.revokedAt ? <When at={paper.revokedAt} /> : null) })}</p>
          )}
          <p className="below-title">{t('compare')}</p>
          <SummaryRows
            rows={[
              { term: t('kind'), value: kind ? t(`kinds.${kind}`) : paper.form },
              { term: t('number'), value: <CodeText code={paper.number} /> },
              { term: t('procedure'), value: inLanguage(locale, paper.procedureNameVi, paper.procedureNameEn) },
              { term: t('agency'), value: inLanguage(locale, paper.agencyNameVi, paper.agencyNameEn) },
              { term: t('issuedAt'), value: <When at={paper.issuedAt} /> },
              { term: t('id'), value: <CodeText code={paper.verifyId} /> },
              ...(paper.sha256
                ? [{ term: t('seal'), value: <span className={styles.hash}>{paper.sha256}</span>, below: t('sealHint') }]
                : []),
            ]}
          />
        </Arch>
      </div>
      {paper.sha256 && (
        <section className="sec">
          <h2>{t('file.title')}</h2>
          <noscript>
            <p>{t('file.noScript')}</p>
          </noscript>
          <NextIntlClientProvider messages={{ ui, verify }}>
            <CompareFile sha256={paper.sha256} />
          </NextIntlClientProvider>
        </section>
      )}
      <div className="after-lead">
        <Note>{t('noNames')}</Note>
      </div>
    </div>
  )
}
