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
import { inSight, type Shown, underMore, useActionWords } from './actions/use-action-words.ts'
import type { ActionView } from './dossier-view.ts'

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
  const { label: labelOf } = useActionWords(dossier.work)
  const presses = (kinds: readonly Shown[]) =>
    kinds.flatMap((kind) =>
      actions.filter((one) => one.action === kind && isOffered(one)).flatMap((action) => pressesOf(kind, action)),
    )
  // where the procedure knows no such step, asking for taxes is possible everywhere and seldom meant
  const isAtObligation = dossier.steps.some(({ kind, state }) => kind === 'financialObligation' && state === 'now')
  // nobody is added before the first are asked
  const isOffered = ({ action, workId }: ActionView) =>
    action !== 'addMember' || !actions.some((other) => other.action === 'askOpinion' && other.workId === workId)
  const seldom = (kind: Shown) => kind === 'requireObligation' && !isAtObligation
  const decides = actions.some(({ outcomes }) => outcomes.some(({ decision }) => decision !== undefined))
  const isFirst = (kind: Shown) => (decides ? decisions.includes(kind) : !seldom(kind))
  const shown = presses(inSight.filter(isFirst))
  const more = presses([...inSight.filter((kind) => !isFirst(kind)), ...underMore])
  const main = [...shown].reverse().find(isForward)
  // two steps side by side in one hand: each press says whose it is
  const works = [...new Set(shown.map(({ action }) => action.step).filter((step) => step !== null))]
  const groups = works.length > 1 ? [null, ...works] : [null]
  const groupOf = ({ action }: Press) => (works.length > 1 ? action.step : null)
  const toOpen = actions.find(({ action }) => action === 'openWork')
  const principals = [...new Set(actions.map(({ inNameOf }) => inNameOf).filter((name) => name !== null))]

  return (
    <section className={styles.bar} aria-label={t('bar')}>
      {toOpen?.workId && <SilentOpen code={dossier.code} workId={toOpen.workId} />}
      <FaultNote error={fault} />
      {principals.length > 0 && <p className="small">{t('inNameOf', { names: principals.join(', ') })}</p>}
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
        {groups.map((step) => {
          const own = shown.filter((press) => press !== main && groupOf(press) === step)
          const buttons = own.map((press) => <span key={press.id}>{button(press, lookOf(press))}</span>)
          if (step === null || own.length === 0) return buttons
          return (
            // biome-ignore lint/a11y/useSemanticElements: buttons, no inputs
            <span key={step} role="group" aria-label={stepName(step)} className={styles.group}>
              <b>{stepName(step)}:</b> {buttons}
            </span>
          )
        })}
        <StatusLine tone={done === null ? 'calm' : 'good'}>{done === null ? null : t('done', { what: done })}</StatusLine>
        {main && (
          <span className={styles.main}>
            {groupOf(main) !== null && <b className="small">{stepName(groupOf(main) ?? '')}: </b>}
            {button(main, 'filled')}
          </span>
        )}
      </div>
      <ActionDialog dossier={dossier} doing={doing} onDone={finish} onClose={() => setDoing(null)} />
    </section>
  )

  function stepName(id: string): string {
    const step = dossier.steps.find((one) => one.id === id)
    return step ? inLanguage(locale, step.nameVi, step.nameEn) : id
  }

  function pressesOf(kind: Shown, action: ActionView): Press[] {
    const id = `${kind} ${action.workId} ${action.member} ${action.proposalId}`
    if (kind !== 'completeStep') return [{ id, kind, action, label: labelOf(action) }]
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
const asides: readonly Shown[] = [
  'claim',
  'denyWithdrawal',
  'requestSupplement',
  'refuseProposal',
  'closeOpinions',
  'addMember',
  'proveObligation',
]
/** Whoever decides is asked for the decision alone. */
const decisions: readonly Shown[] = ['completeStep', 'approve', 'refuseProposal']
const isForward = ({ kind, outcome, action }: Press) =>
  outcome ? !needsReason(outcome) && outcome.decision !== 'REFUSED' : !action.grave && !asides.includes(kind)

const lookOf = ({ action, outcome }: Press): ButtonKind =>
  action.grave || outcome?.decision === 'REFUSED' ? 'grave' : 'outlined'
