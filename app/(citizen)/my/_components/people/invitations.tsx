import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import styles from '../../my.module.css'
import { AnswerForm } from './answer-form.tsx'
import { EndButton } from './end-button.tsx'

/** What others ask of this person. */
export function OpenInvitations({ invitations }: { invitations: Api['invitation']['mine']['open'] }) {
  const t = useTranslations('my.invited')
  const locale = useLocale()
  const format = useFormat()
  if (invitations.length === 0) return null
  return (
    <section className="sec" aria-label={t('title')}>
      {invitations.map(({ id, kind, isDraft, fromName, procedureNameVi, procedureNameEn, expiresAt }) => {
        const procedure = inLanguage(locale, procedureNameVi, procedureNameEn)
        const what = t(kind, { name: fromName, procedure })
        return (
          <div key={id} className={styles.todo}>
            <div>
              <h2>{what}</h2>
              <p>{t(kind === 'HELP' ? 'helpText' : isDraft ? 'handDraftText' : 'handText')}</p>
              <p className="small">{t('until', { when: format.dateTime(expiresAt) })}</p>
            </div>
            <AnswerForm id={id} what={what} />
          </div>
        )
      })}
    </section>
  )
}

/** Filings of others that this person helps with, until when, and the way out of it. */
export function Helping({ helping }: { helping: Api['invitation']['mine']['helping'] }) {
  const t = useTranslations('my.invited')
  const locale = useLocale()
  const format = useFormat()
  if (helping.length === 0) return null
  return (
    <section className="sec">
      <h2>{t('helpingTitle')}</h2>
      <ul>
        {helping.map(({ id, fromName, procedureNameVi, procedureNameEn, expiresAt, code, draftId }) => {
          const what = t('helpingOf', { name: fromName, procedure: inLanguage(locale, procedureNameVi, procedureNameEn) })
          return (
            <li key={id} className={styles.draft}>
              <div>
                <h3>{what}</h3>
                <p className="small soft">{t('helpingUntil', { date: format.date(expiresAt) })}</p>
              </div>
              <div className="btns">
                <LinkButton kind="outlined" href={code ? `/my/${code}` : `/apply/draft/${draftId}`}>
                  {t('open')}
                  <span className="sr"> {what}</span>
                </LinkButton>
                <EndButton id={id} label={t('giveUp')} whose={what} />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
