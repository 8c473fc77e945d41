import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export interface FieldWords {
  label: ReactNode
  hint?: ReactNode
  error?: string
  isOptional?: boolean
}

/** What ties an input to its hint and error for people who do not see them. */
export function fieldAttributes(id: string, { hint, error }: FieldWords) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined }
}

export function FieldHint({ id, hint }: { id: string; hint?: ReactNode }) {
  return hint ? (
    <p className="hint" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  const t = useTranslations('ui')
  return error ? (
    <p className="err" id={`${id}-error`}>
      <CircleAlert />
      <span>
        <span className="sr">{t('error')} </span>
        {error}
      </span>
    </p>
  ) : null
}

export function FieldLabel({ label, isOptional }: Pick<FieldWords, 'label' | 'isOptional'>) {
  const t = useTranslations('ui')
  return (
    <>
      {label}
      {isOptional && <span className="opt"> {t('optional')}</span>}
    </>
  )
}

/** Label above, hint between, error between hint and input. */
export function Field({ id, children, ...words }: FieldWords & { id: string; children: ReactNode }) {
  return (
    <div className={words.error ? 'field bad' : 'field'}>
      <label htmlFor={id}>
        <FieldLabel label={words.label} isOptional={words.isOptional} />
      </label>
      <FieldHint id={id} hint={words.hint} />
      <FieldError id={id} error={words.error} />
      {children}
    </div>
  )
}

/** The same for a group of inputs under one question. */
export function FieldGroup({ id, children, ...words }: FieldWords & { id: string; children: ReactNode }) {
  const { 'aria-describedby': describedBy } = fieldAttributes(id, words)
  return (
    <div className={words.error ? 'field bad' : 'field'}>
      <fieldset id={id} aria-describedby={describedBy} tabIndex={-1}>
        <legend>
          <FieldLabel label={words.label} isOptional={words.isOptional} />
        </legend>
        <FieldHint id={id} hint={words.hint} />
        <FieldError id={id} error={words.error} />
        {children}
      </fieldset>
    </div>
  )
}
