'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { domainErrorCodeOf, useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { ConflictNote } from '#app/_ui/conflict-note.tsx'
import { Note } from '#app/_ui/note.tsx'

const meanwhile: readonly (string | null)[] = ['DOSSIER_CHANGED_MEANWHILE', 'EVENT_NOT_ALLOWED', 'DRAFT_CHANGED_MEANWHILE']

function detailsOf(error: unknown): Record<string, unknown> {
  for (const path of ['data', 'domain', 'details'] as const) {
    if (typeof error !== 'object' || error === null) return {}
    error = Reflect.get(error, path)
  }
  return typeof error === 'object' && error !== null ? { ...error } : {}
}

const recordsIn = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
const textIn = (record: Record<string, unknown>, key: string) => (typeof record[key] === 'string' ? record[key] : undefined)

/** Why a change was refused, in words, with the papers or answers that it is about. What was typed stays where it is. */
export function FaultNote({
  error,
  typed,
  labelOf = () => undefined,
}: {
  error: unknown
  typed?: string
  labelOf?: (path: string) => string | undefined
}) {
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const locale = useLocale()
  const router = useRouter()
  if (!error) return null
  const code = domainErrorCodeOf(error)
  if (meanwhile.includes(code))
    return <ConflictNote message={sentence(error)} typed={typed?.trim() || undefined} onReload={() => router.refresh()} />
  const { papers, issues, fieldErrors, messageKey } = detailsOf(error)
  const reasons = [
    ...recordsIn(papers).map((paper) => inLanguage(locale, textIn(paper, 'nameVi') ?? textIn(paper, 'code') ?? '')),
    ...recordsIn(issues).map((issue) => {
      const words = fieldSentence({
        messageKey: textIn(issue, 'messageKey') ?? '',
        params: typeof issue.params === 'object' && issue.params !== null ? { ...issue.params } : {},
        messageVi: textIn(issue, 'messageVi'),
        messageEn: textIn(issue, 'messageEn'),
      })
      const label = labelOf(textIn(issue, 'path') ?? '')
      return label ? `${label}: ${words}` : words
    }),
    ...Object.entries(Object(fieldErrors)).flatMap(([path, keys]) =>
      (Array.isArray(keys) ? keys : []).map((key) => {
        const label = labelOf(path)
        const words = fieldSentence({ messageKey: String(key) })
        return label ? `${label}: ${words}` : words
      }),
    ),
    ...(typeof messageKey === 'string' ? [fieldSentence({ messageKey })] : []),
  ].filter((reason) => reason !== '')
  return (
    <Note family="stop" isAlert title={sentence(error)}>
      {reasons.length > 0 && (
        <ul>
          {[...new Set(reasons)].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Note>
  )
}
