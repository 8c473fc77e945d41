import { Banknote } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { Vietnamese } from '#app/_ui/vietnamese.tsx'
import styles from '../procedure.module.css'

type Fee = Api['procedure']['get']['fees'][number]

/** Price for each page or copy, in the steps of the law, with its upper limit. */
function UnitPrices({ rule }: { rule: Extract<Fee['rule'], { type: 'perUnit' }> }) {
  const t = useTranslations('procedure.fees')
  const format = useFormat()
  return (
    <ul>
      {rule.tiers.map(({ from, to, amountVnd }) => (
        <li key={from}>
          {to === null
            ? t(from === 1 ? 'each' : 'fromUnit', { unit: rule.unit, from, amount: format.money(amountVnd) })
            : t(from === to ? 'atUnit' : 'toUnit', { unit: rule.unit, from, to, amount: format.money(amountVnd) })}
        </li>
      ))}
      {rule.cap && <li>{t('cap', { unit: rule.cap.per, amount: format.money(rule.cap.amountVnd) })}</li>}
    </ul>
  )
}

function Amount({ fee }: { fee: Fee }) {
  const t = useTranslations('procedure.fees')
  if (fee.rule.type === 'fixed') return <MoneyText amountVnd={fee.rule.amountVnd} />
  if (fee.rule.type === 'locality' && fee.localAmountVnd !== undefined) return <MoneyText amountVnd={fee.localAmountVnd} />
  return <>{t(fee.rule.type === 'perUnit' ? 'byUnit' : 'byPlace')}</>
}

function Exemptions({ fee: { exemptions } }: { fee: Fee }) {
  const t = useTranslations('procedure.fees')
  if (exemptions.length === 0) return null
  return (
    <ul>
      {exemptions.map(({ who, basis, share, verified }) => (
        <li key={who}>
          <b>{share >= 100 ? t('exempt') : t('reduced', { share })}</b>{' '}
          <Vietnamese>{verified ? `${who} (${basis})` : who}</Vietnamese>
          {!verified && ` (${t('unverified')})`}
        </li>
      ))}
    </ul>
  )
}

/** What it costs, and beside it who pays nothing or less. */
export function Fees({ fees }: { fees: readonly Fee[] }) {
  const t = useTranslations('procedure.fees')
  const locale = useLocale()
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      {fees.length === 0 && <p>{t('none')}</p>}
      <ul>
        {fees.map((fee) => (
          <li key={fee.code} className={styles.row}>
            <Banknote />
            <div>
              <b>{inLanguage(locale, fee.nameVi, fee.nameEn)}</b>
              <p>
                {t(`when.${fee.when}`)} {fee.payOnline ? t('payOnline') : t('payAtDesk')}
              </p>
              {fee.isConditional && <p>{t('conditional')}</p>}
              {fee.rule.type === 'perUnit' && <UnitPrices rule={fee.rule} />}
              <Exemptions fee={fee} />
            </div>
            <span className={styles.amount}>
              <Amount fee={fee} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
