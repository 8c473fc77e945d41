import { Check, Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { AttachedFiles } from './attached-files.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

/** What another office collects: its notice as it was told to the applicant, and how it was shown to be paid. */
export function Obligations({ obligations }: { obligations: Dossier['obligations'] }) {
  const t = useTranslations('staff.obligations')
  const format = useFormat()
  return (
    <Part title={t('title')} isHidden={obligations.length === 0}>
      {obligations.map((obligation) => (
        <article key={obligation.id} className={styles.supplement}>
          <p>
            <b>{t('notice', { number: obligation.noticeNumber })}</b>, <span lang="vi">{obligation.agencyVi}</span>
          </p>
          <p className="small">
            {obligation.status === 'SETTLED' ? (
              <span className="due done">
                <Check /> {t('settled', { when: obligation.settledAt ? format.shortDateTime(obligation.settledAt) : '' })}
              </span>
            ) : (
              <span className="due soon">
                <Wallet /> {obligation.dueOn ? t('openUntil', { day: format.date(obligation.dueOn) }) : t('open')}
              </span>
            )}
          </p>
          <ul className={styles.money}>
            {obligation.items.map((item, index) => (
              // two items of a notice may have the same name; their order never changes
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={index}>
                <span lang="vi">{item.nameVi}</span>
                <MoneyText amountVnd={item.amountVnd} />
              </li>
            ))}
            <li>
              <b>{t('total')}</b>
              <b>
                <MoneyText amountVnd={obligation.amountVnd} />
              </b>
            </li>
          </ul>
          <AttachedFiles files={obligation.noticeFiles} />
          <p className="small soft">{t('recorded', { when: format.shortDateTime(obligation.requiredAt) })}</p>
          {obligation.status === 'SETTLED' && (
            <>
              <h3>{t('proof')}</h3>
              {obligation.proofNote && <p className={styles.long}>{obligation.proofNote}</p>}
              <AttachedFiles files={obligation.proofFiles} />
            </>
          )}
        </article>
      ))}
    </Part>
  )
}
