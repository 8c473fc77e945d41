'use client'

import { useLocale } from 'next-intl'
import { useCallback } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFieldWords } from '#app/_ui/form-fields/field-words.ts'
import type { FileField } from '#workflows/form/form.schema.ts'
import { PaperUploads } from '../../../../../_components/paper-uploads.tsx'
import type { Draft } from '../../../../_lib/sections.ts'

/** A paper asked for at the question that it belongs to; the part about papers shows it too, and says whether it is required. */
export function FileQuestion({ field, draftId, papers }: { field: FileField; draftId: string; papers: Draft['papers'] }) {
  const locale = useLocale()
  const { label, hint } = useFieldWords()(field)
  const paper = papers.find(({ code }) => code === field.paper)
  // whoever goes on is not held up here: missing papers are said in their own part
  const counted = useCallback(() => undefined, [])
  if (!paper) return null
  return (
    <section className="field" aria-labelledby={`title-${field.id}`} id={field.id} tabIndex={-1}>
      <h2 className="label" id={`title-${field.id}`}>
        {label}
      </h2>
      {hint && <p className="hint">{hint}</p>}
      <PaperUploads
        target={{ draftId }}
        paperCode={paper.code}
        paperName={inLanguage(locale, paper.nameVi, paper.nameEn)}
        files={paper.files}
        onCount={counted}
      />
    </section>
  )
}
