import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { Note } from '#app/_ui/note.tsx'
import { AnswerValue, useAnswerLabel } from '../../../../_components/answer-value.tsx'
import type { Draft } from '../../../_lib/sections.ts'
import styles from '../../../apply.module.css'
import { RenewButton } from './renew-button.tsx'

type Change = Extract<NonNullable<Draft['renewal']>, { change: unknown }>['change']

/** What is different in the newer form, in words: each question that changed, came or went. */
function Changes({ change }: { change: Change }) {
  const t = useTranslations('draft.renewal')
  const locale = useLocale()
  const labelOf = useAnswerLabel()
  const isNothing = change.fields.length === 0 && change.papers.length === 0
  return (
    <>
      {isNothing && <p>{t('nothing')}</p>}
      <ul className={styles.changes}>
        {change.fields.map(({ kind, fieldId, labelVi, labelEn, formerLabelVi, required, of }) => (
          <li key={fieldId}>
            <b lang={labelEn ? undefined : 'vi'}>{inLanguage(locale, labelVi, labelEn)}</b>:{' '}
            {kind === 'changed'
              ? of.map((what) => t(`of.${what}`, { former: formerLabelVi ?? '' })).join(' ')
              : t(kind === 'new' && required ? 'newRequired' : kind)}
          </li>
        ))}
        {change.papers.map(({ kind, nameVi, nameEn }) => (
          <li key={nameVi}>
            <b lang={nameEn ? undefined : 'vi'}>{inLanguage(locale, nameVi, nameEn)}</b>:{' '}
            {t(kind === 'new' ? 'paperNew' : 'paperGone')}
          </li>
        ))}
      </ul>
      {change.dropped.length > 0 && (
        <>
          <p>{t('dropped')}</p>
          <ul className={styles.changes}>
            {change.dropped.map((row) => (
              <li key={row.fieldId}>
                {labelOf(row)}: <AnswerValue row={row} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** A form that was replaced since the draft was begun: said before anybody writes on, with what to do. */
export function Renewal({ draft: { id, revision, renewal } }: { draft: Draft }) {
  const t = useTranslations('draft.renewal')
  if (renewal === null) return null
  if (renewal.is === 'closed')
    return (
      <div className={styles.offered}>
        <Note family="stop" title={t('closed')}>
          {t('closedText')}
        </Note>
      </div>
    )
  if (renewal.is === 'renewed')
    return (
      <div className={styles.offered}>
        <Disclosure summary={t('renewed')}>
          <Changes change={renewal.change} />
        </Disclosure>
      </div>
    )
  return (
    <div className={styles.offered}>
      <Note family="wait" title={t('newer')} actions={<RenewButton id={id} revision={revision} />}>
        {t('newerText')}
        <Changes change={renewal.change} />
      </Note>
    </div>
  )
}
