'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { dayText, typedDay } from '#app/_lib/typed-date.ts'
import type { FieldWords } from './field.tsx'
import { TextField } from './inputs.tsx'

/**
 * A date in one field, for staff who type many: `27/12/2026` in every browser, while the browser's own field follows the language of the
 * machine and asks for the month first. The value is `2026-12-27`, or what was typed as long as it is no date; sent by a form without script
 * it is the text, which the page reads with `typedDay`.
 */
export function DayField({
  name,
  value,
  defaultValue = '',
  onChange,
  hint,
  ...words
}: FieldWords & { name: string; value?: string; defaultValue?: string; onChange?: (value: string) => void }) {
  const t = useTranslations('ui.date')
  const [typed, setTyped] = useState(() => dayText(value ?? defaultValue))
  // a value set from outside (a form emptied after saving) replaces what stands here; our own echo does not
  const shown = value === undefined || typedDay(typed) === value ? typed : dayText(value)
  return (
    <TextField
      {...words}
      name={name}
      hint={hint ?? t('example')}
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange?.(typedDay(target.value))
      }}
      onBlur={() => setTyped(dayText(typedDay(shown)))}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      isShort
    />
  )
}
