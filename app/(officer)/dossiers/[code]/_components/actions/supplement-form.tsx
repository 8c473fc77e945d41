'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { Select, TextArea } from '#app/_ui/inputs.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView, Dossier } from '../dossier-view.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'
import styles from './actions.module.css'

interface Item {
  kind: 'paper' | 'field'
  id: string
  name: string
  note: string
}

const idOf = ({ kind, id }: Pick<Item, 'kind' | 'id'>) => `ask-${kind}-${id}`

/** Asked once and fully: each paper or answer with what is wrong with it, and one reason over all. */
export function SupplementForm({
  code,
  action,
  dossier,
  submit,
  onDone,
  onCancel,
}: ActionProps & { code: string; action: ActionView; submit: string; dossier: Pick<Dossier, 'paperKinds' | 'formFields'> }) {
  const t = useTranslations('action')
  const locale = useLocale()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const [items, setItems] = useState<Item[]>([])
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const command = useCommand(
    (requestId) =>
      api.work.requestSupplement.mutate({
        code,
        requestId,
        reason,
        items: items.map(({ kind, id, note }) => ({
          paperCode: kind === 'paper' ? id : null,
          fieldId: kind === 'field' ? id : null,
          note,
        })),
      }),
    onDone,
  )
  const faults = {
    items: items.length === 0 ? sentence({ messageKey: 'dossier.nothingAsked' }) : undefined,
    reason: reason.trim().length < 10 ? sentence({ messageKey: 'dossier.reasonTooShort' }) : undefined,
    note: (item: Item) => (item.note.trim().length < 5 ? sentence({ messageKey: 'dossier.noteTooShort' }) : undefined),
  }
  const isRight = !faults.items && !faults.reason && items.every((item) => !faults.note(item))
  const has = (kind: Item['kind'], id: string) => items.some((item) => item.kind === kind && item.id === id)
  const add = (item: Omit<Item, 'note'>) => setItems([...items, { ...item, note: '' }])
  const remove = (kind: Item['kind'], id: string) => setItems(items.filter((item) => item.kind !== kind || item.id !== id))
  const papers = dossier.paperKinds.map((paper) => ({ id: paper.code, name: inLanguage(locale, paper.nameVi, paper.nameEn) }))
  const fields = dossier.formFields.map((field) => ({ id: field.id, name: inLanguage(locale, field.labelVi, field.labelEn) }))
  return (
    <ActionForm
      error={command.error}
      typed={[reason, ...items.map(({ name, note }) => `${name}: ${note}`)].filter(Boolean).join('\n')}
      isPending={command.isPending}
      submit={submit}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (isRight) command.mutate()
      }}
    >
      <FieldGroup id="ask" label={t('supplement.what')} error={isTried ? faults.items : undefined}>
        {papers.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={has('paper', id)}
              onChange={(event) => (event.target.checked ? add({ kind: 'paper', id, name }) : remove('paper', id))}
            />
            <span>{name}</span>
          </label>
        ))}
      </FieldGroup>
      {fields.length > 0 && (
        <Select
          name="ask-field"
          label={t('supplement.field')}
          isOptional
          value=""
          onChange={(event) => {
            const field = fields.find(({ id }) => id === event.target.value)
            if (field && !has('field', field.id)) add({ kind: 'field', ...field })
          }}
          options={fields.filter(({ id }) => !has('field', id)).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {items.map((item) => (
        <div key={idOf(item)} className={styles.item}>
          <TextArea
            name={idOf(item)}
            label={t('supplement.note', { name: item.name })}
            hint={t('supplement.noteHint')}
            error={isTried ? faults.note(item) : undefined}
            rows={2}
            value={item.note}
            onChange={(event) => setItems(items.map((one) => (one === item ? { ...one, note: event.target.value } : one)))}
          />
          {item.kind === 'field' && (
            <Button type="button" kind="plain" isSmall icon={<X />} onClick={() => remove(item.kind, item.id)}>
              {t('supplement.remove', { name: item.name })}
            </Button>
          )}
        </div>
      ))}
      {action.reasons.length > 0 && (
        <Select
          name="ask-reason"
          label={t('supplement.reasons')}
          isOptional
          value=""
          onChange={(event) => {
            const chosen = action.reasons.find((one) => one.code === event.target.value)
            if (chosen) setReason((typed) => [typed.trim(), chosen.vi].filter(Boolean).join('. '))
          }}
          options={action.reasons.map((one) => ({ value: one.code, label: inLanguage(locale, one.vi, one.en) }))}
        />
      )}
      <TextArea
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        error={isTried ? faults.reason : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActionForm>
  )
}
