import { Check, CircleAlert, CircleArrowRight, FileText, Inbox, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { PetitionState as State } from '#server/modules/petition/petition.schema.ts'

const looks = {
  received: { family: 'info', Icon: Inbox },
  taken: { family: 'info', Icon: FileText },
  answered: { family: 'good', Icon: Check },
  referred: { family: 'wait', Icon: CircleArrowRight },
  withdrawn: { family: 'rest', Icon: Undo2 },
} as const

/** Where a petition stands: icon and words, never the colour alone. */
export function PetitionState({ state, isLate = false }: { state: State; isLate?: boolean }) {
  const t = useTranslations('voice.state')
  const { family, Icon } = looks[state]
  return (
    <span className={`st ${isLate ? 'stop' : family}`}>
      {isLate ? <CircleAlert /> : <Icon />}
      {t(state)}
    </span>
  )
}
