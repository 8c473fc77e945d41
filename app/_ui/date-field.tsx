'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { joinTypedDate, splitTypedDate, type TypedDate } from '#app/_lib/typed-date.ts'
import { FieldGroup, type FieldWords } from './field.tsx'

const parts = ['day', 'month', 'year'] as const

/** Three fields for a date that people know by heart or read from a paper; the value is `2026-12-27`, or what was typed of it. */
export function DateField({
  name,
  value,
  defaultValue = '',
  onChange,
  onBlur,
  isReadOnly,
  ...words
}: FieldWords & {
  name: string
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  isReadOnly?: boolean
}) {
  const t = useTranslations('ui.date')
  const [typed, setTyped] = useState<TypedDate>(() => splitTypedDate(value ?? defaultValue))
  // A value set from outside (a restored draft) replaces what stands here; our own echo does not.
  const shown = value === undefined || joinTypedDate(typed) === value ? typed : splitTypedDate(value)

  function change(part: keyof TypedDate, text: string) {
    const next = { ...shown, [part]: text.replace(/\D/g, '').slice(0, part === 'year' ? 4 : 2) }
    setTyped(next)
    onChange?.(joinTypedDate(next))
  }

  return (
    <FieldGroup id={name} {...words}>
      <div className="dates">
        {parts.map((part) => (
          <div key={part}>
            <label htmlFor={`${name}-${part}`}>{t(part)}</label>
            <input
              className="in num"
              id={`${name}-${part}`}
              name={`${name}-${part}`}
              inputMode="numeric"
              autoComplete="off"
              readOnly={isReadOnly}
              value={shown[part]}
              onChange={(event) => change(part, event.target.value)}
              onBlur={onBlur}
              aria-invalid={words.error ? true : undefined}
              aria-describedby={words.error ? `${name}-error` : undefined}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}
