import {
  Check,
  CheckCheck,
  CirclePause,
  CircleX,
  FileCheck,
  FileText,
  FileWarning,
  Inbox,
  type LucideIcon,
  Undo2,
  Wallet,
} from 'lucide-react'
import { useTranslations } from 'next-intl'

export const nationalCodes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
type NationalCode = (typeof nationalCodes)[number]

const looks: Record<NationalCode, { family: string; Icon: LucideIcon }> = {
  1: { family: 'info', Icon: Inbox },
  2: { family: 'info', Icon: FileCheck },
  3: { family: 'stop', Icon: CircleX },
  4: { family: 'info', Icon: FileText },
  5: { family: 'wait', Icon: FileWarning },
  6: { family: 'wait', Icon: Wallet },
  7: { family: 'rest dash', Icon: Undo2 },
  8: { family: 'rest dash', Icon: CirclePause },
  9: { family: 'good', Icon: Check },
  10: { family: 'good', Icon: CheckCheck },
}

/** Where a dossier stands, in the national wording. The short words are for tables only and keep the full ones as name. */
export function StatusChip({
  code: given,
  isShort = false,
  isAsking = false,
}: {
  /** 1 to 10. */
  code: number
  isShort?: boolean
  /** Withdrawal asked for and not decided: the same national code as withdrawn. */
  isAsking?: boolean
}) {
  const t = useTranslations('ui.status')
  const code = nationalCodes.find((one) => one === given)
  if (code === undefined) return null
  const { family, Icon } = looks[code]
  const full = isAsking && code === 7 ? t('7.asking') : t(`${code}.full`)
  const short = isAsking && code === 7 ? t('7.asking') : t(`${code}.short`)
  const words = isShort ? short : full
  return (
    <span className={`st ${family}`} title={words === full ? undefined : full}>
      <Icon />
      <span aria-hidden={words === full ? undefined : true}>{words}</span>
      {words !== full && <span className="sr">{full}</span>}
    </span>
  )
}
