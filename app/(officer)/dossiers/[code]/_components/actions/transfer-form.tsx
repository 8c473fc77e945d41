'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import { TextArea } from '#app/_ui/inputs.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'
import styles from './actions.module.css'
import { PickList } from './pick-list.tsx'

/** It belongs to another agency: which one, why, and what follows, said before it is done. */
export function TransferForm({ code, onDone, onCancel }: ActionProps & { code: string }) {
  const t = useTranslations('action')
  const locale = useLocale()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const targets = useQuery(useTRPC().work.transferTargets.queryOptions({ code }))
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const faults = {
    chosen: chosen.length === 0 ? t('transferring.missing') : undefined,
    reason: reason.trim().length < 10 ? sentence({ messageKey: 'dossier.reasonTooShort' }) : undefined,
  }
  const command = useCommand(
    (requestId) => api.work.transfer.mutate({ code, requestId, toAgencyId: chosen[0] ?? '', reason }),
    onDone,
  )
  if (targets.error) return <FaultNote error={targets.error} />
  if (!targets.data) return <p role="status">{t('assignLoading')}</p>
  if (targets.data.length === 0) return <p>{t('transferring.nowhere')}</p>
  return (
    <ActionForm
      error={command.error}
      typed={reason}
      isPending={command.isPending}
      submit={t('transfer')}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (!faults.chosen && !faults.reason) command.mutate()
      }}
    >
      <ul className={styles.bullets}>
        {(['anew', 'code', 'told'] as const).map((what) => (
          <li key={what}>{t(`transferring.${what}`)}</li>
        ))}
      </ul>
      <PickList
        id="to-agency"
        label={t('transferring.to')}
        options={targets.data.map(({ id, code: agencyCode, nameVi, nameEn }) => ({
          id,
          label: inLanguage(locale, nameVi, nameEn),
          hint: agencyCode,
        }))}
        chosen={chosen}
        isOne
        error={isTried ? faults.chosen : undefined}
        onChange={setChosen}
      />
      <TextArea
        name="reason"
        label={t('reason')}
        hint={t('transferring.reasonHint')}
        error={isTried ? faults.reason : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActionForm>
  )
}
