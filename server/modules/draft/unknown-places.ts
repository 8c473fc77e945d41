import type { Field, Form } from '#workflows/form/form.schema.ts'
import { isRecord } from '#workflows/form/read-field.ts'
import type { Answers, FormIssue } from '#workflows/form/validate.ts'
import { communes } from '../agency/places.ts'

async function isKnown(place: Record<string, unknown>): Promise<boolean> {
  const list = await communes(String(place.province))
  return list.some(({ code }) => code === place.commune)
}

async function inFields(fields: readonly Field[], answers: Answers, at: string): Promise<FormIssue[]> {
  const issues: FormIssue[] = []
  for (const field of fields) {
    const answer = answers[field.id]
    const path = `${at}${field.id}`
    if (field.type === 'place' && isRecord(answer) && !(await isKnown(answer)))
      issues.push({ path: `${path}.commune`, messageKey: 'form.placeUnknown', params: {} })
    if (field.type === 'repeat' && Array.isArray(answer))
      for (const [index, row] of answer.entries())
        if (isRecord(row)) issues.push(...(await inFields(field.fields, row, `${path}.${index}.`)))
  }
  return issues
}

/** Places that are not in the list of administrative units, or not in that province: the form offers none of them, but a request may hold any. */
export const unknownPlaces = (form: Form, answers: Answers): Promise<FormIssue[]> =>
  inFields(
    form.pages.flatMap(({ fields }) => fields),
    answers,
    '',
  )
