'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { FieldGroup } from '#app/_ui/field.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'
import styles from './actions.module.css'

export interface Owed {
  feeId: string
  name: string
  amountVnd: number
}

/** Money over the counter: the amount stands on the button that says it was taken. */
export function CashForm({ code, owed, onDone, onCancel }: ActionProps & { code: string; owed: readonly Owed[] }) {
  const t = useTranslations('action')
  const format = useFormat()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const [left, setLeft] = useState<readonly string[]>([])
  const [isTried, setTried] = useState(false)
  const taken = owed.filter(({ feeId }) => !left.includes(feeId))
  const totalVnd = taken.reduce((sum, { amountVnd }) => sum + amountVnd, 0)
  const command = useCommand(
    (requestId) => api.payment.takeCash.mutate({ code, requestId, feeIds: taken.map(({ feeId }) => feeId) }),
    onDone,
  )
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      submit={t('cash.take', { amount: format.money(totalVnd) })}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (taken.length > 0) command.mutate()
      }}
    >
      <FieldGroup
        id="cash-fees"
        label={t('cash.fees')}
        error={isTried && taken.length === 0 ? sentence({ messageKey: 'fee.nothingChosen' }) : undefined}
      >
        {owed.map(({ feeId, name, amountVnd }) => (
          <label key={feeId} className="choice">
            <input
              type="checkbox"
              checked={!left.includes(feeId)}
              onChange={(event) => setLeft(event.target.checked ? left.filter((one) => one !== feeId) : [...left, feeId])}
            />
            <span className={styles.sum}>
              <span>{name}</span> <MoneyText amountVnd={amountVnd} />
            </span>
          </label>
        ))}
      </FieldGroup>
      <p className={styles.sum}>
        <b>{t('cash.total')}</b>{' '}
        <b>
          <MoneyText amountVnd={totalVnd} />
        </b>
      </p>
    </ActionForm>
  )
}
