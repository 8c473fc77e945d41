'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fold } from '#app/_lib/highlight.ts'
import { FieldGroup } from '#app/_ui/field.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import styles from './actions.module.css'

export interface Pickable {
  id: string
  label: string
  hint?: string
}

/** So many fit on a screen without searching. */
const FEW = 6

/** Agencies or colleagues to choose from; typed words narrow the list, what is chosen stays in sight. */
export function PickList({
  id,
  label,
  options,
  chosen,
  isOne = false,
  error,
  onChange,
}: {
  id: string
  label: string
  options: readonly Pickable[]
  chosen: readonly string[]
  isOne?: boolean
  error?: string
  onChange: (chosen: string[]) => void
}) {
  const t = useTranslations('action.pick')
  const [query, setQuery] = useState('')
  const words = fold(query).split(/\s+/).filter(Boolean)
  const shown = options.filter(
    ({ id: one, label: name, hint }) =>
      chosen.includes(one) || words.every((word) => fold(`${name} ${hint ?? ''}`).includes(word)),
  )
  return (
    <>
      {options.length > FEW && (
        <TextField
          name={`${id}-search`}
          type="search"
          label={
            <>
              <Search /> {t('search')}
            </>
          }
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          autoComplete="off"
        />
      )}
      <FieldGroup id={id} label={label} error={error}>
        <div className={styles.picks}>
          {shown.map((option) => (
            <label key={option.id} className="choice">
              <input
                type={isOne ? 'radio' : 'checkbox'}
                name={id}
                checked={chosen.includes(option.id)}
                onChange={(event) => {
                  if (isOne) onChange([option.id])
                  else onChange(event.target.checked ? [...chosen, option.id] : chosen.filter((one) => one !== option.id))
                }}
              />
              <span>
                {option.label}
                {option.hint && <span className="hint">{option.hint}</span>}
              </span>
            </label>
          ))}
          {shown.length === 0 && <p className="soft">{t('none')}</p>}
        </div>
        <p className="sr" role="status">
          {query === '' ? '' : t('found', { n: shown.length })}
        </p>
      </FieldGroup>
    </>
  )
}
