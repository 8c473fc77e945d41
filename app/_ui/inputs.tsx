import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Field, FieldError, FieldGroup, FieldHint, FieldLabel, type FieldWords, fieldAttributes } from './field.tsx'

export interface Option {
  value: string
  label: string
  hint?: string
}

/** Native attributes pass through, so `{...form.register('name')}` works on each of them. */
type Native<Tag extends 'input' | 'textarea' | 'select'> = Omit<ComponentProps<Tag>, 'className' | 'name' | 'children'> & {
  name: string
}

export function TextField({
  label,
  hint,
  error,
  isOptional,
  isShort,
  ...input
}: FieldWords & Native<'input'> & { isShort?: boolean }) {
  const id = input.id ?? input.name
  return (
    <Field id={id} label={label} hint={hint} error={error} isOptional={isOptional}>
      <input type="text" {...input} {...fieldAttributes(id, { label, hint, error })} className={isShort ? 'in short' : 'in'} />
    </Field>
  )
}

export function TextArea({ label, hint, error, isOptional, ...input }: FieldWords & Native<'textarea'>) {
  const id = input.id ?? input.name
  return (
    <Field id={id} label={label} hint={hint} error={error} isOptional={isOptional}>
      <textarea rows={4} {...input} {...fieldAttributes(id, { label, hint, error })} className="in" />
    </Field>
  )
}

export function Select({
  label,
  hint,
  error,
  isOptional,
  options,
  placeholder,
  ...select
}: FieldWords & Native<'select'> & { options: readonly Option[]; placeholder?: string }) {
  const t = useTranslations('ui')
  const id = select.id ?? select.name
  return (
    <Field id={id} label={label} hint={hint} error={error} isOptional={isOptional}>
      <select {...select} {...fieldAttributes(id, { label, hint, error })} className="in">
        <option value="">{placeholder ?? t('choose')}</option>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** One of a few, all of them in sight. The summary of errors links to the first choice. */
export function Radios({
  label,
  hint,
  error,
  isOptional,
  options,
  isInline = false,
  ...input
}: FieldWords & Native<'input'> & { options: readonly Option[]; isInline?: boolean }) {
  const id = input.id ?? input.name
  const { value, defaultValue, ...rest } = input
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error} isOptional={isOptional}>
      <div className={isInline ? 'choices inline' : 'choices lined'}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              {...rest}
              type="radio"
              id={`${id}-${option.value}`}
              value={option.value}
              {...(value === undefined ? {} : { checked: value === option.value })}
              {...(defaultValue === undefined ? {} : { defaultChecked: defaultValue === option.value })}
            />
            <span>
              {option.label}
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

export function Checkbox({ label, hint, error, isOptional, ...input }: FieldWords & Native<'input'>) {
  const id = input.id ?? input.name
  return (
    <div className={error ? 'field bad' : 'field'}>
      <FieldError id={id} error={error} />
      <label className="choice" htmlFor={id}>
        <input {...input} type="checkbox" {...fieldAttributes(id, { label, hint, error })} />
        <span>
          <FieldLabel label={label} isOptional={isOptional} />
        </span>
      </label>
      <FieldHint id={id} hint={hint} />
    </div>
  )
}
