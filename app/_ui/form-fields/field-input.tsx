'use client'

import { IdCard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useController, useFormContext } from 'react-hook-form'
import { useFormat } from '#app/_lib/use-format.ts'
import { DateField } from '#app/_ui/date-field.tsx'
import type { FieldWords } from '#app/_ui/field.tsx'
import { Radios, Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import type { SimpleField } from '#workflows/form/form.schema.ts'
import { useFieldWords } from './field-words.ts'
import styles from './form-fields.module.css'
import { groupThousands } from './form-values.ts'
import { useOptionWords } from './option-words.ts'
import { PlaceInput } from './place-input.tsx'
import { fieldMessage } from './problems.ts'

/** More than these are chosen from a list that opens. */
const MOST_RADIOS = 5

const keyboards = { personalNumber: 'numeric', phone: 'tel', email: 'email', money: 'numeric', number: 'decimal' } as const
const ownAnswer = { phone: 'tel', email: 'email' } as const

/** One question, as the type of its answer asks for it. */
export function FieldInput({
  field,
  name,
  note,
  computed,
  isFixed = false,
}: {
  field: SimpleField
  name: string
  note?: string
  computed?: unknown
  /** Shown as a register has it. */
  isFixed?: boolean
}) {
  const t = useTranslations('form')
  const format = useFormat()
  const optionWords = useOptionWords()
  const { control, formState } = useFormContext()
  const { field: input } = useController({ control, name })
  const { label, hint } = useFieldWords()(field)
  const error = fieldMessage(formState.errors, field, name)
  const words: FieldWords = { label, hint: hintWith(), error, isOptional: !field.required }
  const { value, onChange, onBlur, ref } = input
  const text = typeof value === 'string' ? value : ''

  switch (field.type) {
    case 'text':
    case 'personalNumber':
    case 'phone':
    case 'email':
    case 'number':
      return (
        <TextField
          {...words}
          name={name}
          value={text}
          onChange={onChange}
          onBlur={onBlur}
          ref={ref}
          readOnly={isFixed}
          inputMode={field.type === 'text' ? undefined : keyboards[field.type]}
          autoComplete={field.type === 'phone' || field.type === 'email' ? ownAnswer[field.type] : 'off'}
          isShort={field.type !== 'text' && field.type !== 'email'}
        />
      )
    case 'longText':
      return <TextArea {...words} name={name} value={text} onChange={onChange} onBlur={onBlur} ref={ref} />
    case 'money':
      return (
        <TextField
          {...words}
          hint={words.hint ?? t('moneyHint')}
          name={name}
          value={text}
          onChange={onChange}
          onBlur={() => {
            onChange(groupThousands(text.replaceAll('.', '').trim()))
            onBlur()
          }}
          ref={ref}
          inputMode="numeric"
          autoComplete="off"
          isShort
        />
      )
    case 'date':
      return (
        <DateField
          {...words}
          hint={words.hint ?? t('dateHint')}
          name={name}
          value={text}
          onChange={onChange}
          onBlur={onBlur}
          isReadOnly={isFixed}
        />
      )
    case 'place':
      return <PlaceInput words={words} name={name} value={value} onChange={onChange} onBlur={onBlur} />
    case 'choice': {
      const options = field.options.map(optionWords)
      return options.length > MOST_RADIOS ? (
        <Select {...words} name={name} value={text} onChange={onChange} onBlur={onBlur} ref={ref} options={options} />
      ) : (
        <Radios {...words} name={name} value={text} onChange={onChange} onBlur={onBlur} options={options} />
      )
    }
    case 'yesNo':
      return (
        <Radios
          {...words}
          name={name}
          isInline
          value={value === null || value === undefined ? '' : String(value)}
          onChange={(event) => onChange(event.currentTarget.value === 'true')}
          onBlur={onBlur}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
        />
      )
    case 'computed':
      return <TextField {...words} isOptional={false} name={name} value={computedText(field.shows)} readOnly />
  }

  function hintWith() {
    if (!note) return hint
    return (
      <>
        {hint}{' '}
        <span className={styles.note}>
          <IdCard /> {note}
        </span>
      </>
    )
  }

  function computedText(shows: 'text' | 'number' | 'money' | 'date'): string {
    if (computed === undefined || computed === null) return ''
    if (shows === 'money' && typeof computed === 'number') return format.money(computed)
    if (shows === 'number' && typeof computed === 'number') return format.number(computed)
    return shows === 'date' ? format.date(String(computed)) : String(computed)
  }
}
