'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { DateField } from '#app/_ui/date-field.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { groupThousands } from '#app/_ui/form-fields/form-values.ts'
import { TextField } from '#app/_ui/inputs.tsx'
import { type Attached, AttachFiles, nothingAttached } from '#app/_ui/uploads/attach-files.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'
import styles from './actions.module.css'

interface Item {
  key: string
  nameVi: string
  amount: string
}

const MOST_ITEMS = 20
const emptyItem = (): Item => ({ key: crypto.randomUUID(), nameVi: '', amount: '' })
/** 1.500.000 and 1500000 are the same amount; anything else is none. */
const amountOf = (text: string): number | null => {
  const digits = text.replace(/[\s.]/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}

/** The notice of the office that collects, item by item as it stands on the paper: the applicant reads exactly this. */
export function ObligationForm({ code, onDone, onCancel }: ActionProps & { code: string }) {
  const t = useTranslations('action')
  const format = useFormat()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  // files are sent ahead of the command, under the id that it will have
  const [obligationId] = useState(() => crypto.randomUUID())
  const [noticeNumber, setNumber] = useState('')
  const [agencyVi, setAgency] = useState('')
  const [items, setItems] = useState<Item[]>(() => [emptyItem()])
  const [dueOn, setDueOn] = useState('')
  const [files, setFiles] = useState<Attached>(nothingAttached)
  const attach = useCallback((attached: Attached) => setFiles(attached), [])
  const [isTried, setTried] = useState(false)
  const totalVnd = items.reduce((sum, { amount }) => sum + (amountOf(amount) ?? 0), 0)
  const isDay = dueOn === '' || (/^\d{4}-\d{2}-\d{2}$/.test(dueOn) && !Number.isNaN(Date.parse(dueOn)))
  const faults = {
    noticeNumber: noticeNumber.trim() === '' ? sentence({ messageKey: 'dossier.noticeMissing' }) : undefined,
    agencyVi: agencyVi.trim().length < 3 ? t('obligation.agencyMissing') : undefined,
    dueOn: isDay ? undefined : t('obligation.dueWrong'),
    name: ({ nameVi }: Item) => (nameVi.trim().length < 2 ? t('obligation.nameMissing') : undefined),
    amount: ({ amount }: Item) => (amountOf(amount) === null ? t('obligation.amountWrong') : undefined),
  }
  const isRight =
    !faults.noticeNumber &&
    !faults.agencyVi &&
    !faults.dueOn &&
    items.every((item) => !faults.name(item) && !faults.amount(item)) &&
    !files.isSending
  const command = useCommand(
    (requestId) =>
      api.work.requireObligation.mutate({
        code,
        requestId,
        noticeNumber,
        agencyVi,
        items: items.map(({ nameVi, amount }) => ({ nameVi, amountVnd: amountOf(amount) ?? 0 })),
        amountVnd: totalVnd,
        ...(dueOn === '' ? {} : { dueOn }),
        fileIds: [...files.ids],
      }),
    onDone,
    obligationId,
  )
  const change = (item: Item, part: Partial<Item>) =>
    setItems(items.map((one) => (one.key === item.key ? { ...one, ...part } : one)))
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      submit={t('requireObligation')}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (isRight) command.mutate()
      }}
    >
      <TextField
        name="noticeNumber"
        label={t('obligation.number')}
        error={isTried ? faults.noticeNumber : undefined}
        value={noticeNumber}
        onChange={(event) => setNumber(event.target.value)}
        autoComplete="off"
      />
      <TextField
        name="agencyVi"
        label={t('obligation.agency')}
        hint={t('obligation.agencyHint')}
        error={isTried ? faults.agencyVi : undefined}
        value={agencyVi}
        onChange={(event) => setAgency(event.target.value)}
        autoComplete="off"
      />
      <FieldGroup id="obligation-items" label={t('obligation.items')}>
        {items.map((item, index) => (
          <div key={item.key} className={styles.pay}>
            <TextField
              name={`item-${index}`}
              label={t('obligation.name', { n: index + 1 })}
              error={isTried ? faults.name(item) : undefined}
              value={item.nameVi}
              onChange={(event) => change(item, { nameVi: event.target.value })}
              autoComplete="off"
            />
            <TextField
              name={`amount-${index}`}
              label={t('obligation.amount', { n: index + 1 })}
              inputMode="numeric"
              error={isTried ? faults.amount(item) : undefined}
              value={item.amount}
              onChange={(event) => change(item, { amount: event.target.value })}
              onBlur={() => change(item, { amount: groupThousands(item.amount.replace(/[\s.]/g, '')) })}
              autoComplete="off"
            />
            {items.length > 1 && (
              <Button type="button" kind="plain" isSmall onClick={() => setItems(items.filter((one) => one.key !== item.key))}>
                {t('obligation.remove', { n: index + 1 })}
              </Button>
            )}
          </div>
        ))}
        {items.length < MOST_ITEMS && (
          <Button type="button" kind="plain" isSmall icon={<Plus />} onClick={() => setItems([...items, emptyItem()])}>
            {t('obligation.add')}
          </Button>
        )}
      </FieldGroup>
      <p className={styles.sum}>
        <b>{t('cash.total')}</b> <b className="num">{format.money(totalVnd)}</b>
      </p>
      <DateField
        name="dueOn"
        label={t('obligation.due')}
        isOptional
        error={isTried ? faults.dueOn : undefined}
        value={dueOn}
        onChange={setDueOn}
      />
      <AttachFiles
        id="notice-files"
        label={t('obligation.files')}
        hint={t('obligation.filesHint')}
        isOptional
        target={{ dossierCode: code, attachTo: 'notice', subjectId: obligationId }}
        onChange={attach}
      />
    </ActionForm>
  )
}
