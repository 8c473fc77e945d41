'use client'

import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Field, FileField } from '#workflows/form/form.schema.ts'
import { type FormFacts, shown, validate } from '#workflows/form/validate.ts'
import { FieldInput } from './field-input.tsx'
import { RepeatInput } from './repeat-input.tsx'

/**
 * Inputs for the fields of a form page or of a step, inside react-hook-form's `FormProvider`. `facts` holds what conditions may read beside
 * these fields (day, channel, answers of other pages); fields come and go while one types, by the same conditions as on the server.
 */
export function FormFields({
  fields,
  facts,
  notes = {},
  fixed,
  renderFile,
}: {
  fields: readonly Field[]
  facts: FormFacts
  /** A word under the hint of a field: where its answer came from. */
  notes?: Readonly<Record<string, string>>
  /** Fields whose answer is shown and cannot be changed. */
  fixed?: readonly string[]
  /** How a question for a paper looks; where nobody can send papers it is left out. */
  renderFile?: (field: FileField) => ReactNode
}) {
  const { control } = useFormContext()
  const values = useWatch({ control })
  const page = { version: 1, pages: [{ id: 'page', titleVi: ' ', fields: [...fields] }] }
  const visible = new Set(shown(page, values, facts)[0]?.fields)
  const computed = fields.some(({ type }) => type === 'computed') ? validate(fields, values, facts).answers : {}
  return (
    <>
      {fields
        .filter(({ id }) => visible.has(id))
        .map((field) => {
          if (field.type === 'repeat')
            return <RepeatInput key={field.id} field={field} facts={{ ...facts, ...values }} note={notes[field.id]} />
          if (field.type === 'file') return renderFile ? <div key={field.id}>{renderFile(field)}</div> : null
          return (
            <FieldInput
              key={field.id}
              field={field}
              name={field.id}
              note={notes[field.id]}
              computed={computed[field.id]}
              isFixed={fixed?.includes(field.id)}
            />
          )
        })}
    </>
  )
}
