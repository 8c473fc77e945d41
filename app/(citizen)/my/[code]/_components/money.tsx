import { Check, Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { FeeLines } from '#app/_ui/fee-lines.tsx'
import { type Dossier, ended } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

/** Each fee with its reckoning, whether and when it was paid, and the receipts. */
export function Money({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const format = useFormat()
  const receipts = dossier.documents.filter(({ form }) => form === 'PAYMENT_RECEIPT')
  return (
    <section>
      <h2 className="ruled">{t('money')}</h2>
      {dossier.feeItems.length === 0 && <p>{t('noMoney')}</p>}
      {dossier.feeItems.map((fee) => (
        <div key={fee.feeId} className={styles.fee}>
          <div>
            {fee.nameVi}
            <FeeLines lines={fee.calculation} />
            {fee.amountVnd > 0 && (
              <p className="small">
                {fee.settledAt ? (
                  <span className="due done">
                    <Check /> {t('settledAt', { when: format.shortDateTime(fee.settledAt) })}
                  </span>
                ) : ended.has(dossier.shellState) ? (
                  <span className="soft">{t('notOwed')}</span>
                ) : (
                  <span className="due soon">
                    <Wallet /> {t('owed')}
                    {!fee.payOnline && `, ${t('atDesk')}`}
                  </span>
                )}
              </p>
            )}
          </div>
          <b className="amount nowrap">{format.money(fee.amountVnd)}</b>
        </div>
      ))}
      {receipts.map(({ id, url, number }) => (
        <p key={id} className="small">
          <a href={url}>{t('receipt', { number })}</a>
        </p>
      ))}
    </section>
  )
}
