'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { PaperToCheck } from '../../../../_components/papers-checklist.tsx'
import type { ActionView, Dossier } from '../dossier-view.ts'
import { ProposalText } from '../proposal-text.tsx'
import { AcceptForm } from './accept-form.tsx'
import { AskForm } from './ask-form.tsx'
import { AssignForm } from './assign-form.tsx'
import { CashForm } from './cash-form.tsx'
import { CompleteForm } from './complete-form.tsx'
import { ExtendForm } from './extend-form.tsx'
import { ObligationForm } from './obligation-form.tsx'
import { OpinionForm } from './opinion-form.tsx'
import { ProofForm } from './proof-form.tsx'
import { ReasonForm, reasonActions } from './reason-form.tsx'
import { ReturnForm } from './return-form.tsx'
import { SupplementForm } from './supplement-form.tsx'
import { SureForm, sureActions } from './sure-form.tsx'
import { TransferForm } from './transfer-form.tsx'
import { useActionWords } from './use-action-words.ts'

/** As much of the dossier as the forms of its actions need. */
export type ActionDossier = Pick<
  Dossier,
  | 'code'
  | 'now'
  | 'paperKinds'
  | 'papers'
  | 'formFields'
  | 'feeItems'
  | 'fees'
  | 'draftResult'
  | 'stepAnswers'
  | 'opinions'
  | 'proposals'
  | 'work'
  | 'steps'
> & { ownerName: string }

/** What is being done: the action as it was offered, even when a fresh page offers it no longer, so that nothing typed is lost. */
export interface Doing {
  action: ActionView
  outcomeId?: string
}

/** The day in the country of the agencies. */
const civilDay = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(new Date(instant))

export function ActionDialog({
  dossier,
  doing,
  onDone,
  onClose,
}: {
  dossier: ActionDossier
  doing: Doing | null
  onDone: (what: string) => void
  onClose: () => void
}) {
  const t = useTranslations('action')
  const locale = useLocale()
  const words = useActionWords(dossier.work)
  const outcome = doing?.action.outcomes.find(({ id }) => id === doing.outcomeId)
  return (
    <Dialog isOpen={doing !== null} title={doing ? titleOf(doing.action) : ''} onClose={onClose}>
      {doing && formFor(doing.action)}
    </Dialog>
  )

  function outcomeLabel(): string {
    return outcome ? inLanguage(locale, outcome.labelVi, outcome.labelEn) : ''
  }

  function titleOf(action: ActionView): string {
    if (action.action !== 'completeStep') return words.title(action)
    if (outcome?.decision === 'GRANTED') return t('titles.granted', { label: outcomeLabel() })
    if (outcome?.decision === 'REFUSED') return t('titles.refused', { label: outcomeLabel() })
    return outcomeLabel()
  }

  function formFor(action: ActionView): ReactNode {
    const kind = action.action
    const label = kind === 'completeStep' ? outcomeLabel() : words.label(action)
    const props = {
      code: dossier.code,
      onCancel: onClose,
      onDone: () => onDone(label),
    }
    if (kind === 'completeStep' && outcome)
      return (
        <CompleteForm
          key={`${action.workId} ${outcome.id}`}
          {...props}
          action={action}
          outcome={outcome}
          today={civilDay(dossier.now)}
          stored={dossier.stepAnswers[action.step ?? ''] ?? {}}
          draft={dossier.draftResult}
        />
      )
    const workId = action.workId ?? ''
    const about = proposalOf(action)
    const reasonKind = reasonActions.find((one) => one === kind)
    if (reasonKind)
      return (
        <ReasonForm {...props} action={action} kind={reasonKind} submit={label}>
          {about}
        </ReasonForm>
      )
    const sureKind = sureActions.find((one) => one === kind)
    if (sureKind)
      return (
        <SureForm {...props} action={action} kind={sureKind}>
          {sureKind === 'openSub' ? <p>{t('openSubText')}</p> : about}
        </SureForm>
      )
    switch (kind) {
      case 'accept':
        return <AcceptForm {...props} papers={papersToCheck()} />
      case 'requestSupplement':
        return <SupplementForm {...props} action={action} dossier={dossier} submit={label} />
      case 'returnResult':
        return <ReturnForm {...props} ownerName={dossier.ownerName} owedVnd={dossier.fees.owedVnd} />
      case 'takeCash':
        return <CashForm {...props} owed={owed()} />
      case 'assign':
        return <AssignForm {...props} workId={workId} submit={label} />
      case 'extend':
        return <ExtendForm {...props} submit={label} />
      case 'askOpinion':
      case 'addMember':
        return <AskForm {...props} workId={workId} kind={kind} />
      case 'giveOpinion':
        return <OpinionForm {...props} action={action} opinions={dossier.opinions} />
      case 'requireObligation':
        return <ObligationForm {...props} />
      case 'settleObligation':
      case 'proveObligation':
        return <ProofForm {...props} obligationId={action.obligationId ?? ''} kind={kind} />
      case 'transfer':
        return <TransferForm {...props} />
      default:
        return null
    }
  }

  function proposalOf({ proposalId }: ActionView): ReactNode {
    const proposal = dossier.proposals.find(({ id }) => id === proposalId)
    return proposal && <ProposalText proposal={proposal} dossier={dossier} />
  }

  function owed() {
    return dossier.feeItems
      .filter(({ amountVnd, settledAt }) => amountVnd > 0 && settledAt === null)
      .map(({ feeId, nameVi, amountVnd }) => ({ feeId, name: nameVi, amountVnd }))
  }

  function papersToCheck(): PaperToCheck[] {
    return dossier.paperKinds.flatMap(({ code, nameVi, nameEn, originalsShown, required, isDeclaration }): PaperToCheck[] => {
      const rows = dossier.papers.filter((paper) => paper.code === code)
      // nothing to look at: the form itself, and papers that this applicant neither had to give nor gave
      if (isDeclaration || (rows.length === 0 && !required && !originalsShown)) return []
      return [
        {
          name: inLanguage(locale, nameVi, nameEn),
          isRequired: required,
          originalsShown,
          hasFile: rows.some(({ file }) => file !== null),
          start: {
            code,
            originals: rows[0]?.originals ?? 0,
            certified: rows[0]?.certified ?? 0,
            copies: rows[0]?.copies ?? 0,
            originalSeen: rows.some(({ originalSeenAt }) => originalSeenAt !== null),
          },
        },
      ]
    })
  }
}
