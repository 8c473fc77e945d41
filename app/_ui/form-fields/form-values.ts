import type { FieldValues } from 'react-hook-form'
import type { Field, SimpleField } from '#workflows/form/form.schema.ts'
import { isEmpty, isRecord } from '#workflows/form/read-field.ts'
import type { Answers } from '#workflows/form/validate.ts'

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** 50.000.000: as people write an amount here, and as the check of answers reads it. */
export const groupThousands = (value: unknown): string => {
  const text = textOf(value)
  return /^\d+$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, '.') : text
}

function simpleValue(field: SimpleField, stored: unknown): unknown {
  switch (field.type) {
    case 'place': {
      const place = isRecord(stored) ? stored : {}
      return { province: textOf(place.province), commune: textOf(place.commune), detail: textOf(place.detail) }
    }
    case 'yesNo':
      return typeof stored === 'boolean' ? stored : null
    case 'money':
      return groupThousands(stored)
    default:
      return textOf(stored)
  }
}

export function emptyRow(fields: readonly SimpleField[]): FieldValues {
  return toFormValues(fields, {})
}

/** Papers and what is worked out are not typed. */
const isTyped = (field: Field): field is Exclude<Field, { type: 'computed' | 'file' }> =>
  field.type !== 'computed' && field.type !== 'file'

/** Stored answers as inputs hold them: every input has a value from the start. A list that must not be empty begins with one row. */
export function toFormValues(fields: readonly Field[], answers: Answers): FieldValues {
  return Object.fromEntries(
    fields.filter(isTyped).map((field) => {
      const stored = answers[field.id]
      if (field.type !== 'repeat') return [field.id, simpleValue(field, stored)]
      const rows = Array.isArray(stored) ? stored.map((row) => toFormValues(field.fields, isRecord(row) ? row : {})) : []
      const wanted = Math.max(field.min, field.required ? 1 : 0)
      while (rows.length < wanted) rows.push(emptyRow(field.fields))
      return [field.id, rows]
    }),
  )
}

/** What is sent: an emptied answer as null, so that the server forgets it. */
export function toAnswers(fields: readonly Field[], values: FieldValues): Answers {
  return Object.fromEntries(
    fields.filter(isTyped).map((field) => {
      const value: unknown = values[field.id]
      if (field.type === 'repeat' && Array.isArray(value)) {
        const rows = value.filter(isRecord).map((row) => filled(toAnswers(field.fields, row)))
        return [field.id, rows.every((row) => Object.keys(row).length === 0) ? null : rows]
      }
      return [field.id, isEmpty(value) ? null : value]
    }),
  )
}

const filled = (row: Answers): Answers => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
