import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { FeeLines } from '#app/_ui/fee-lines.tsx'
import type { Draft } from '../../../../_lib/sections.ts'
import styles from '../../../../apply.module.css'

/** What it costs and why, before anything is handed in. */
export function FeeList({ fees }: { fees: Draft['fees'] }) {
  const t = useTranslations('draft')
  const when = useTranslations('procedure.fees.when')
  const locale = useLocale()
  const format = useFormat()
  if (fees.length === 0) return <p>{t('free')}</p>
  const total = fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0)
  return (
    <div>
      {fees.map((fee) => (
        <p key={fee.code} className={styles.fee}>
          <span>
            {inLanguage(locale, fee.nameVi, fee.nameEn)}
            <FeeLines lines={fee.calculation} />
            {fee.amountVnd > 0 && <span className="below small soft">{when(fee.when)}</span>}
          </span>
          <b className="amount nowrap">{format.money(fee.amountVnd)}</b>
        </p>
      ))}
      {fees.length > 1 && (
        <p className={`${styles.fee} ${styles.total}`}>
          <span>{t('total')}</span>
          <b className="amount nowrap">{format.money(total)}</b>
        </p>
      )}
    </div>
  )
}
