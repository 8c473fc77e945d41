import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'

/** An amount in đồng. Nothing to pay always says why, in the same glance. */
export function MoneyText({ amountVnd, exemption }: { amountVnd: number; exemption?: string }) {
  const t = useTranslations('ui.money')
  const format = useFormat()
  return (
    <>
      <span className="amount nowrap">{format.money(amountVnd)}</span>
      {exemption && <span className="below small soft"> {t('exempt', { reason: exemption })}</span>}
    </>
  )
}
