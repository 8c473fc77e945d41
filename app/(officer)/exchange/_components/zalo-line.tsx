import { CircleCheck, Timer, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'

type Zalo = Api['exchange']['overview']['zalo']

const TONE = { READY: 'done', NEW: 'done', OFF: 'soon', AWAY: 'soon', REFUSED: 'overdue' } as const
const ICON = { READY: CircleCheck, NEW: CircleCheck, OFF: Timer, AWAY: Timer, REFUSED: TriangleAlert } as const

/** Our key at Zalo beside the partners: only a person can fetch a new one when Zalo refuses it. */
export function ZaloLine({ zalo }: { zalo: Zalo }) {
  const t = useTranslations('exchange.zalo')
  const format = useFormat()
  const Icon = ICON[zalo.state]
  return (
    <li>
      <b>{t('name')}</b>
      <span className={`due ${TONE[zalo.state]} small`}>
        <Icon /> {t(`states.${zalo.state}`)}
      </span>
      {zalo.state === 'READY' && zalo.until && (
        <span className="small soft">{t('until', { at: format.dateTime(zalo.until) })}</span>
      )}
      {zalo.since && <span className="small soft">{t('since', { at: format.dateTime(zalo.since) })}</span>}
      {zalo.state === 'REFUSED' && <span className="small">{t('advice', { code: zalo.code ?? '' })}</span>}
    </li>
  )
}
