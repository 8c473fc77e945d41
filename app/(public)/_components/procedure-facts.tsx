import { Banknote, Clock, Laptop, MapPin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { useLimitText } from '#app/_ui/limit-text.ts'

type Card = Api['procedure']['search']['items'][number]

export function useFeeText(): (fee: Card['feeSummary']) => string {
  const t = useTranslations('procedure')
  const format = useFormat()
  return ({ kind, amountVnd }) =>
    kind === 'fixed' && amountVnd !== undefined ? format.money(amountVnd) : t(`fee.${kind === 'free' ? 'free' : 'varies'}`)
}

/** Time, fee, where: what people compare before they open a procedure. */
export function ProcedureFacts({ card, className }: { card: Card; className?: string }) {
  const t = useTranslations('procedure')
  const limitText = useLimitText()
  const feeText = useFeeText()
  return (
    <ul className={className}>
      <li>
        <Clock /> {limitText(card.limit)}
      </li>
      <li>
        <Banknote /> {feeText(card.feeSummary)}
      </li>
      <li>
        {card.onlineLevel === 'full' ? <Laptop /> : <MapPin />} {t(`online.${card.onlineLevel}`)}
      </li>
    </ul>
  )
}
