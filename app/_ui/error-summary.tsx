'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

export interface FieldProblem {
  /** Id of the input, so that the link leads to it; left out when the problem belongs to no field. */
  fieldId?: string
  message: string
}

/** First thing on a page that came back with problems: takes the focus, names each once, and says so in the title of the tab. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  const prefix = t('errorPrefix')
  const key = problems.map(({ fieldId, message }) => `${fieldId}:${message}`).join('|')

  useEffect(() => {
    if (key === '') return
    box.current?.focus()
    if (!document.title.startsWith(prefix)) document.title = prefix + document.title
    return () => {
      if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length)
    }
  }, [key, prefix])

  if (problems.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: where no script runs the browser has to put the focus here
    <div className="sum-err" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary-title" autoFocus>
      <h2 id="error-summary-title">
        <CircleAlert /> {t('errorSummary', { n: problems.length })}
      </h2>
      <ul>
        {problems.map(({ fieldId, message }) => (
          <li key={`${fieldId}:${message}`}>{fieldId ? <a href={`#${fieldId}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}
