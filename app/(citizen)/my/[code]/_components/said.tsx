import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { FileBy } from '#app/_ui/file-by.tsx'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { AnswerValue, useAnswerLabel } from '../../../_components/answer-value.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

function Papers({ papers }: { papers: Dossier['papers'] }) {
  const t = useTranslations('my')
  const locale = useLocale()
  const format = useFormat()
  if (papers.length === 0) return <p>{t('noPapers')}</p>
  return (
    <ul className={styles.papers}>
      {papers.map(({ id, nameVi, nameEn, file, originalSeenAt, supplementId }) => (
        <li key={id}>
          <b lang={nameEn ? undefined : 'vi'}>{inLanguage(locale, nameVi, nameEn)}</b>
          <p className="small">
            {file ? (
              <>
                <a href={`/api/files/${file.id}?inline=1`}>{file.name}</a>{' '}
                <span className="soft">{format.fileSize(file.size)}</span>
              </>
            ) : (
              <span className="soft">{t('paperCounts')}</span>
            )}
            {originalSeenAt && <span className="soft"> · {t('originalSeen')}</span>}
            {supplementId && <span className="soft"> · {t('paperFrom')}</span>}
          </p>
          {file && <FileBy by={file.by} />}
        </li>
      ))}
    </ul>
  )
}

/** All that was handed in and all that was handed out, folded away until somebody wants to read it again. */
export function Said({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const words = useMessages().dossier.forms
  const d = useTranslations('dossier.forms')
  const locale = useLocale()
  const format = useFormat()
  const labelOf = useAnswerLabel()
  return (
    <section className="sec">
      <h2>{t('said')}</h2>
      {dossier.answers.map(({ id, titleVi, titleEn, rows }) => (
        <Disclosure key={id} summary={inLanguage(locale, titleVi, titleEn)}>
          <SummaryRows rows={rows.map((row) => ({ term: labelOf(row), value: <AnswerValue row={row} /> }))} />
        </Disclosure>
      ))}
      <Disclosure summary={t('papers')}>
        <Papers papers={dossier.papers} />
      </Disclosure>
      {dossier.documents.length > 0 && (
        <Disclosure summary={t('documents')}>
          <ul className={styles.papers}>
            {dossier.documents.map(({ id, form, url, number, issuedAt, verifyId }) => {
              const known = knownKey(words, form)
              return (
                <li key={id}>
                  <a href={url}>{known ? format.capital(d(known)) : form}</a>
                  <p className="small soft">
                    {t('number', { number })} · {format.shortDateTime(issuedAt)}
                    {verifyId && (
                      <>
                        {' '}
                        · <a href={`/verify/${verifyId}`}>{t('verify')}</a>
                      </>
                    )}
                  </p>
                </li>
              )
            })}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}
