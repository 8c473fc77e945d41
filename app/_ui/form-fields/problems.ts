import { type FieldErrors, type FieldValues, get } from 'react-hook-form'
import type { FieldProblem } from '#app/_ui/error-summary.tsx'
import type { Field, SimpleField } from '#workflows/form/form.schema.ts'

/** Where the link of a problem leads: to the first input of a compound field. */
function inputOf(field: Field | SimpleField, path: string): string {
  if (field.type === 'date') return `${path}-day`
  return path
}

const messageOf = (errors: FieldErrors<FieldValues>, path: string): string | undefined => {
  const error: unknown = get(errors, path)
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
    ? error.message
    : undefined
}

const placeParts = ['province', 'commune', 'detail'] as const

/** The message at a field itself, or at a part of it. */
export function fieldMessage(errors: FieldErrors<FieldValues>, field: Field | SimpleField, path: string): string | undefined {
  if (field.type === 'repeat') return messageOf(errors, path) ?? messageOf(errors, `${path}.root`)
  if (field.type !== 'place') return messageOf(errors, path)
  const part = placeParts.find((one) => messageOf(errors, `${path}.${one}`) !== undefined)
  return messageOf(errors, path) ?? (part ? messageOf(errors, `${path}.${part}`) : undefined)
}

/** All problems in the order of the page, for the summary at its top. */
export function problemsOf(fields: readonly Field[], errors: FieldErrors<FieldValues>, at = ''): FieldProblem[] {
  return fields.flatMap((field): FieldProblem[] => {
    const path = `${at}${field.id}`
    const message = fieldMessage(errors, field, path)
    if (message) {
      const part = field.type === 'place' ? placeParts.find((one) => messageOf(errors, `${path}.${one}`)) : undefined
      return [{ fieldId: part ? `${path}-${part}` : field.type === 'place' ? `${path}-province` : inputOf(field, path), message }]
    }
    if (field.type !== 'repeat') return []
    const rows: unknown = get(errors, path)
    const count = Array.isArray(rows) ? rows.length : 0
    return Array.from({ length: count }, (_, row) => problemsOf(field.fields, errors, `${path}.${row}.`)).flat()
  })
}
