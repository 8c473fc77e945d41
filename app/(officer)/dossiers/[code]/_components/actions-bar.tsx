'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Button, type ButtonKind, LinkButton } from '#app/_ui/button.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'
import { ActionDialog, type ActionDossier, type Doing } from './actions/action-dialog.tsx'
import styles from './actions/actions.module.css'
import { needsForm, needsReason } from './actions/complete-form.tsx'
import { PlainButton, plainActions } from './actions/plain-button.tsx'
import { SilentOpen } from './actions/silent-open.tsx'
import type { ActionView } from './dossier-view.ts'

/** In sight, in this order; whatever else the view offers stands under "more". */
const inSight = [
  'refuseIntake',
  'denyWithdrawal',
  'requestSupplement',
  'takeCash',
  'confirmWithdrawal',
  'resume',
  'claim',
  'completeStep',
  'handOver',
  'returnResult',
  'accept',
] as const
const underMore = ['assign', 'release', 'recall', 'sendBack', 'cancelSupplement', 'suspend', 'extend', 'stop', 'reopen'] as const
type Shown = (typeof inSight)[number] | (typeof underMore)[number]

const keysOf: Partial<Record<Shown, string>> = { accept: 'F9', requestSupplement: 'F10', returnResult: 'F9', handOver: 'F9' }

interface Press {
  id: string
  label: string
  action: ActionView
  kind: Shown
  outcome?: ActionView['outcomes'][number]
}

/** Exactly what the policy and the machine allow this person now. One of them is the next step and is filled; the rest asks or waits. */
export function ActionsBar({ actions, dossier }: { actions: readonly ActionView[]; dossier: ActionDossier }) {
  const t = useTranslations('action')
  const back = useTranslations('staff')('back')
  const locale = useLocale()
  const router = useRouter()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [done, setDone] = useState<string | null>(null)

  const finish = useCallback(
    (what: string) => {
      setDoing(null)
      setFault(null)
      setDone(what)
      router.refresh()
    },
    [router],
  )
  const presses = (kinds: readonly Shown[]) =>
    kinds.flatMap((kind) => actions.filter(({ action }) => action === kind).flatMap((action) => pressesOf(kind, action)))
  // whoever decides is asked for the decision alone
  const decides = actions.some(({ outcomes }) => outcomes.some(({ decision }) => decision !== undefined))
  const shown = presses(decides ? ['completeStep'] : inSight)
  const more = presses(decides ? [...inSight.filter((kind) => kind !== 'completeStep'), ...underMore] : underMore)
  const main = [...shown].reverse().find(isForward)
  const toOpen = actions.find(({ action }) => action === 'openWork')

  return (
    <section className={styles.bar} aria-label={t('bar')}>
      {toOpen?.workId && <SilentOpen code={dossier.code} workId={toOpen.workId} />}
      <FaultNote error={fault} />
      <div className={styles.row}>
        {shown.length + more.length === 0 && (
          <>
            <LinkButton kind="outlined" href="/inbox">
              {back}
            </LinkButton>
            {done === null && <span className="soft">{t('nothing')}</span>}
          </>
        )}
        {more.length > 0 && (
          // done once, it is out of the way again
          <details key={done} className={styles.more}>
            <summary className="btn plain">{t('more')}</summary>
            <ul>
              {more.map((press) => (
                <li key={press.id}>{button(press, press.action.grave ? 'grave' : 'plain')}</li>
              ))}
            </ul>
          </details>
        )}
        {shown
          .filter((press) => press !== main)
          .map((press) => (
            <span key={press.id}>{button(press, lookOf(press))}</span>
          ))}
        <StatusLine tone={done === null ? 'calm' : 'good'}>{done === null ? null : t('done', { what: done })}</StatusLine>
        {main && <span className={styles.main}>{button(main, 'filled')}</span>}
      </div>
      <ActionDialog dossier={dossier} doing={doing} onDone={finish} onClose={() => setDoing(null)} />
    </section>
  )

  function pressesOf(kind: Shown, action: ActionView): Press[] {
    const id = `${kind} ${action.workId}`
    if (kind !== 'completeStep') return [{ id, kind, action, label: t(kind) }]
    // the way back stands before the way on
    return [...action.outcomes]
      .sort((a, b) => Number(needsReason(b)) - Number(needsReason(a)))
      .map((outcome) => ({
        id: `${id} ${outcome.id}`,
        kind,
        action,
        outcome,
        label: inLanguage(locale, outcome.labelVi, outcome.labelEn),
      }))
  }

  function button(press: Press, look: ButtonKind): ReactNode {
    const { kind, action, outcome, label } = press
    const keys = kind === 'completeStep' ? (press === main ? 'Alt T' : undefined) : keysOf[kind]
    const plain = outcome ? (needsForm(action, outcome) ? undefined : 'completeStep') : plainActions.find((one) => one === kind)
    if (plain)
      return (
        <PlainButton
          key={press.id}
          code={dossier.code}
          action={action}
          kind={plain}
          outcome={outcome?.id}
          label={label}
          look={look}
          keys={keys}
          onDone={() => finish(label)}
          onFault={setFault}
        />
      )
    return (
      <Button type="button" kind={look} keys={keys} onClick={() => setDoing({ action, outcomeId: outcome?.id })}>
        {label}
      </Button>
    )
  }
}

/** Taking work on oneself is never the step that the page waits for. */
const asides: readonly Shown[] = ['claim', 'denyWithdrawal', 'requestSupplement']
const isForward = ({ kind, outcome, action }: Press) =>
  outcome ? !needsReason(outcome) && outcome.decision !== 'REFUSED' : !action.grave && !asides.includes(kind)

const lookOf = ({ action, outcome }: Press): ButtonKind =>
  action.grave || outcome?.decision === 'REFUSED' ? 'grave' : 'outlined'
