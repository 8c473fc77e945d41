'use client'

import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Button } from '#app/_ui/button.tsx'
import { FieldError, FieldHint, FieldLabel } from '#app/_ui/field.tsx'
import type { RepeatField } from '#workflows/form/form.schema.ts'
import { type FormFacts, shown } from '#workflows/form/validate.ts'
import { FieldInput } from './field-input.tsx'
import { useFieldWords } from './field-words.ts'
import styles from './form-fields.module.css'
import { emptyRow } from './form-values.ts'
import { fieldMessage } from './problems.ts'

/** A list of things of one kind; the first of a list that must not be empty is there from the start. */
export function RepeatInput({ field, facts, note }: { field: RepeatField; facts: FormFacts; note?: string }) {
  const t = useTranslations('form')
  const locale = useLocale()
  const { control, formState } = useFormContext()
  const { fields: rows, append, remove } = useFieldArray({ control, name: field.id })
  const values: unknown = useWatch({ control, name: field.id })
  const { label, hint } = useFieldWords()(field)
  const row = inLanguage(locale, field.rowVi, field.rowEn)
  const least = Math.max(field.min, field.required ? 1 : 0)
  const error = fieldMessage(formState.errors, field, field.id)
  const visibleIn = (index: number) => {
    const page = { version: 1, pages: [{ id: 'row', titleVi: ' ', fields: [...field.fields] }] }
    return new Set(shown(page, Array.isArray(values) ? values[index] : {}, facts)[0]?.fields)
  }
  return (
    <div className={error ? 'field bad' : 'field'}>
      <fieldset id={field.id} tabIndex={-1}>
        <legend>
          <FieldLabel label={label} isOptional={!field.required} />
        </legend>
        <FieldHint id={field.id} hint={[hint, note].filter(Boolean).join(' ')} />
        <FieldError id={field.id} error={error} />
        {rows.map(({ id }, index) => {
          const visible = visibleIn(index)
          return (
            <fieldset key={id} className={styles.row}>
              <legend className={styles.rowTitle}>{t('row', { row, n: index + 1 })}</legend>
              {field.fields
                .filter((inner) => visible.has(inner.id))
                .map((inner) => (
                  <FieldInput key={inner.id} field={inner} name={`${field.id}.${index}.${inner.id}`} />
                ))}
              {rows.length > least && (
                <Button type="button" kind="plain" onClick={() => remove(index)}>
                  {t('removeRow', { row: row.toLocaleLowerCase(locale), n: index + 1 })}
                </Button>
              )}
            </fieldset>
          )
        })}
        {rows.length < field.max && (
          <Button type="button" kind="outlined" icon={<Plus />} onClick={() => append(emptyRow(field.fields))}>
            {t('addRow', { row: row.toLocaleLowerCase(locale) })}
          </Button>
        )}
      </fieldset>
    </div>
  )
}
