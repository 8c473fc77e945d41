import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** How an amount was reckoned, one line for each part of it; a plain fixed amount needs none. Stored lines of an older version are passed over. */
export function FeeLines({ lines }: { lines: unknown }) {
  const t = useTranslations('ui.feeLine')
  const format = useFormat()
  const money = (value: unknown) => format.money(Number(value))
  const sentences = (Array.isArray(lines) ? lines.filter(isRecord) : []).flatMap((line): string[] => {
    switch (line.kind) {
      case 'tier':
        return [t('tier', { units: Number(line.units), unit: String(line.unit), amount: money(line.amountVnd) })]
      case 'cap':
        return [t('cap', { amount: money(line.amountVnd), per: String(line.per) })]
      case 'copies':
        return [t('copies', { copies: Number(line.copies), each: money(line.eachVnd) })]
      case 'locality':
        return [t('locality')]
      case 'exemption':
        return [t('exemption', { who: String(line.who), minus: money(line.minusVnd) })]
      default:
        return []
    }
  })
  return sentences.map((sentence) => (
    <span key={sentence} className="below small soft">
      {sentence}
    </span>
  ))
}
