import { Check, Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { FeeLines } from '#app/_ui/fee-lines.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

export function Fees({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.fees')
  const format = useFormat()
  return (
    <Part title={t('title')}>
      {dossier.feeItems.length === 0 && <p className="soft">{t('none')}</p>}
      <ul className={styles.money}>
        {dossier.feeItems.map((fee) => (
          <li key={fee.feeId}>
            <div>
              <b>{fee.nameVi}</b>
              <FeeLines lines={fee.calculation} />
              {fee.amountVnd > 0 && (
                <span className={fee.settledAt ? 'due done small' : 'due soon small'}>
                  {fee.settledAt ? <Check /> : <Wallet />}
                  {fee.settledAt ? t('settled', { when: format.shortDateTime(fee.settledAt) }) : t('open')}
                </span>
              )}
            </div>
            <MoneyText amountVnd={fee.amountVnd} />
          </li>
        ))}
        {dossier.fees.owedVnd > 0 && (
          <li>
            <b>{t('owed')}</b>
            <b>
              <MoneyText amountVnd={dossier.fees.owedVnd} />
            </b>
          </li>
        )}
      </ul>
      {dossier.receipts.length > 0 && (
        <p className="small soft">{dossier.receipts.map(({ number }) => t('receipt', { number })).join(', ')}</p>
      )}
    </Part>
  )
}
