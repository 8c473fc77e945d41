'use client'

import { useTranslations } from 'next-intl'
import type { FieldValues } from 'react-hook-form'
import { Button } from '#app/_ui/button.tsx'
import { useFieldWords } from '#app/_ui/form-fields/field-words.ts'
import { toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { Note } from '#app/_ui/note.tsx'
import type { Field } from '#workflows/form/form.schema.ts'
import type { Answers } from '#workflows/form/validate.ts'
import styles from '../../../../apply.module.css'
import { TypedAnswer } from './typed-answer.tsx'

/** The same questions were answered elsewhere too: both answers are shown, and the person chooses. Nothing is lost meanwhile. */
export function Conflict({
  fields,
  mine,
  theirs,
  onMine,
  onTheirs,
}: {
  fields: readonly Field[]
  mine: FieldValues
  theirs: Answers
  onMine: () => void
  onTheirs: () => void
}) {
  const t = useTranslations('draft')
  const wordsOf = useFieldWords()
  const there = toFormValues(fields, theirs)
  const differing = fields.filter(({ id }) => id in theirs)
  const sides = [
    { title: t('conflictThere'), values: there },
    { title: t('conflictHere'), values: mine },
  ]
  return (
    <Note
      family="wait"
      isAlert
      title={t('conflictTitle')}
      actions={
        <>
          <Button type="button" kind="outlined" onClick={onMine}>
            {t('conflictMine')}
          </Button>
          <Button type="button" kind="outlined" onClick={onTheirs}>
            {t('conflictTheirs')}
          </Button>
        </>
      }
    >
      {t('conflictText')}
      <div className={styles.both}>
        {sides.map(({ title, values }) => (
          <div key={title}>
            <b>{title}</b>
            <dl>
              {differing.map((field) => (
                <div key={field.id}>
                  <dt className="soft small">{wordsOf(field).label}</dt>
                  <dd>
                    <TypedAnswer field={field} value={values[field.id]} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Note>
  )
}
