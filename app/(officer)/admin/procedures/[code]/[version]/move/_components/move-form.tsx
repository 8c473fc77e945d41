'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Note } from '#app/_ui/note.tsx'
import { FaultNote } from '../../../../../../_components/fault-note.tsx'
import styles from './move.module.css'
import { PairTable } from './pair-table.tsx'
import { mapOf, type Part } from './pairing.ts'
import { type Names, StuckList } from './stuck-list.tsx'
import { type Seen, useMoving } from './use-moving.ts'

interface Side {
  id: string
  version: number
  parts: Part[]
}
type Target = Side & { effectiveFrom: string }

/** How many could move, and what keeps the others. */
function Found({ seen, names }: { seen: Seen; names: Names }) {
  const t = useTranslations('moveDossiers')
  if (seen.candidates === 0) return <Note title={t('nothing')} />
  return (
    <>
      <Note family={seen.able > 0 ? 'good' : 'wait'} title={t('found', { n: seen.able })}>
        {t('foundOf', { n: seen.candidates })}
      </Note>
      <StuckList items={seen.stuck} names={names} />
    </>
  )
}

/** First it is looked at, then moved; another choice has to be looked at again. */
export function MoveForm({
  from,
  targets,
  caseNames,
  feeNames,
}: {
  from: Side
  targets: Target[]
  caseNames: Names['cases']
  feeNames: Names['fees']
}) {
  const t = useTranslations('moveDossiers')
  const format = useFormat()
  const [toId, setToId] = useState(() => targets[0]?.id)
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [isAsking, setAsking] = useState(false)
  const look = useMoving(true)
  const move = useMoving(false)
  const to = targets.find(({ id }) => id === toId)
  if (!to) return null
  const names = { steps: Object.fromEntries(from.parts.map(({ id, name }) => [id, name])), cases: caseNames, fees: feeNames }
  const plan = { fromVersionId: from.id, toVersionId: to.id, map: mapOf(from.parts, chosen) }
  const isBusy = look.run.isPending || move.run.isPending
  const seen = look.run.data
  const moved = move.run.data

  function forget(): void {
    look.run.reset()
    move.run.reset()
  }
  function lookFirst(event: FormEvent): void {
    event.preventDefault()
    move.run.reset()
    look.run.mutate(plan)
  }
  function moveThem(event: FormEvent): void {
    event.preventDefault()
    setAsking(false)
    // what was seen is no longer true once something has moved
    move.run.mutate(plan, { onSettled: () => look.run.reset() })
  }

  return (
    <>
      <form className={styles.form} onSubmit={lookFirst} noValidate>
        <Field id="target" label={t('target')}>
          <select
            className="in"
            id="target"
            value={to.id}
            disabled={isBusy}
            onChange={({ target }) => {
              setToId(target.value)
              setChosen({})
              forget()
            }}
          >
            {targets.map(({ id, version, effectiveFrom }) => (
              <option key={id} value={id}>
                {t('targetOf', { n: version, date: format.date(effectiveFrom) })}
              </option>
            ))}
          </select>
        </Field>
        <section>
          <h2>{t('steps')}</h2>
          <p className="soft">{t('stepsWhat')}</p>
          <PairTable
            from={from}
            to={to}
            chosen={chosen}
            isDisabled={isBusy}
            onChoose={(id, now) => {
              setChosen({ ...chosen, [id]: now })
              forget()
            }}
          />
        </section>
        <FaultNote error={look.run.error} />
        <Button
          type="submit"
          kind={seen && seen.able > 0 ? 'outlined' : 'filled'}
          disabled={move.run.isPending}
          isBusy={look.run.isPending}
          busyLabel={t('looking', { n: look.progress.candidates })}
        >
          {t('look')}
        </Button>
      </form>
      <div className={styles.answer} aria-live="polite">
        {moved ? (
          <>
            <Note family={moved.able > 0 ? 'good' : 'wait'} title={t('moved', { n: moved.able, to: to.version })} />
            <StuckList items={moved.stuck} names={names} />
          </>
        ) : (
          seen && <Found seen={seen} names={names} />
        )}
        {move.run.isError && (
          <>
            <FaultNote error={move.run.error} />
            <p>{t('broken', { n: move.progress.able })}</p>
          </>
        )}
        {seen && seen.able > 0 && !moved && (
          <Button
            type="button"
            isBusy={move.run.isPending}
            busyLabel={t('moving', { n: move.progress.able })}
            onClick={() => setAsking(true)}
          >
            {t('move', { n: seen.able })}
          </Button>
        )}
      </div>
      <Dialog isOpen={isAsking} title={t('confirm', { n: seen?.able ?? 0, to: to.version })} onClose={() => setAsking(false)}>
        <p>{t('confirmWhat', { to: to.version })}</p>
        <form method="post" onSubmit={moveThem}>
          <div className="btns fill">
            <Button type="submit">{t('move', { n: seen?.able ?? 0 })}</Button>
            <Button type="button" kind="plain" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
