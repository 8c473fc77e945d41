import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

export function Supplements({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.supplements')
  const words = useMessages().staff.supplements.status
  const locale = useLocale()
  const format = useFormat()
  const fieldName = (id: string | null): string | null => {
    const field = dossier.formFields.find((one) => one.id === id)
    return field ? inLanguage(locale, field.labelVi, field.labelEn) : null
  }
  return (
    <Part title={t('title')} isHidden={dossier.supplements.length === 0}>
      {dossier.supplements.map((request) => {
        const status = knownKey(words, request.status)
        return (
          <article key={request.id} className={styles.supplement}>
            <p>
              <b>{status ? t(`status.${status}`) : request.status}</b>{' '}
              <span className="soft small">
                {t('requested', { when: format.shortDateTime(request.requestedAt) })}
                {request.closedAt && `. ${t('closed', { when: format.shortDateTime(request.closedAt) })}`}
              </span>
            </p>
            {request.status === 'OPEN' && request.dueAt && (
              <p className="small">{t('due', { when: format.dateTime(request.dueAt) })}</p>
            )}
            <p>{request.reason}</p>
            <ul className={styles.bullets}>
              {request.items.map((item) => (
                <li key={`${item.paperCode} ${item.fieldId} ${item.note}`}>
                  <b>{item.nameVi ?? fieldName(item.fieldId) ?? item.paperCode ?? item.fieldId}</b>: {item.note}
                </li>
              ))}
            </ul>
          </article>
        )
      })}
    </Part>
  )
}
