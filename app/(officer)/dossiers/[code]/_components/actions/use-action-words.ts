import { useMessages, useTranslations } from 'next-intl'
import { knownKey } from '#app/_lib/known-key.ts'
import type { ActionView, Dossier } from '../dossier-view.ts'

/** In sight, in this order: the last one that goes forward is the next step and is filled. */
export const inSight = [
  'refuseIntake',
  'refuseProposal',
  'denyWithdrawal',
  'requestSupplement',
  'closeOpinions',
  'addMember',
  'takeCash',
  'proveObligation',
  'confirmWithdrawal',
  'resume',
  'claim',
  'requireObligation',
  'settleObligation',
  'openSub',
  'askOpinion',
  'completeStep',
  'giveOpinion',
  'handOver',
  'returnResult',
  'accept',
  'approve',
] as const
export const underMore = [
  'assign',
  'release',
  'recall',
  'sendBack',
  'cancelSupplement',
  'suspend',
  'extend',
  'transfer',
  'stop',
  'reopen',
] as const
export type Shown = (typeof inSight)[number] | (typeof underMore)[number]

const named = [...inSight.filter((one) => one !== 'completeStep'), ...underMore, 'reassign'] as const

/** What an action is called on its button, and what follows from it in the title of its dialog. Where another person has to agree, both say so. */
export function useActionWords(work: Dossier['work']) {
  const t = useTranslations('action')
  const words = useMessages().action
  const nameOf = ({ action, workId }: ActionView) => {
    const isTaken = work.some((one) => one.workId === workId && one.assigneeId !== null)
    return named.find((one) => one === (action === 'assign' && isTaken ? 'reassign' : action))
  }
  const roleOf = (role: string): string => t(`roles.${knownKey(words.roles, role) ?? 'other'}`)

  function label(action: ActionView): string {
    const proposed = action.approver ? knownKey(words.proposing, action.action) : undefined
    const name = nameOf(action)
    return proposed ? t(`proposing.${proposed}`) : name ? t(name) : ''
  }

  function title(action: ActionView): string {
    if (action.approver) return t('agreementOf', { role: roleOf(action.approver) })
    const name = nameOf(action)
    const known = name && knownKey(words.titles, name)
    return known ? t(`titles.${known}`, { label: '' }) : label(action)
  }

  return { label, title, roleOf }
}
