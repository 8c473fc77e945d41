'use client'

import { useTranslations } from 'next-intl'
import { FieldGroup, type FieldWords } from './field.tsx'
import type { Option } from './inputs.tsx'

export interface Place {
  province: string
  commune: string
}

/** Province, then commune. The lists come from outside, because the communes are asked for once the province is known. */
export function PlaceField({
  name,
  value,
  onChange,
  onBlur,
  provinces,
  communes,
  isLoading = false,
  hasFailed = false,
  ...words
}: FieldWords & {
  name: string
  value: Place
  onChange: (place: Place) => void
  onBlur?: () => void
  provinces: readonly Option[]
  /** The communes of the province chosen; empty until one is. */
  communes: readonly Option[]
  isLoading?: boolean
  hasFailed?: boolean
}) {
  const t = useTranslations('ui.place')
  const choose = useTranslations('ui')('choose')
  const error = hasFailed ? t('failed') : words.error
  const communeHint = value.province === '' ? t('chooseProvinceFirst') : isLoading ? t('loading') : choose
  const ties = { 'aria-invalid': error ? true : undefined, 'aria-describedby': error ? `${name}-error` : undefined }
  return (
    <FieldGroup id={name} {...words} error={error}>
      <div className="place">
        <div>
          <label htmlFor={`${name}-province`}>{t('province')}</label>
          <select
            className="in"
            id={`${name}-province`}
            name={`${name}-province`}
            value={value.province}
            onChange={(event) => onChange({ province: event.target.value, commune: '' })}
            onBlur={onBlur}
            {...ties}
          >
            <option value="">{choose}</option>
            {provinces.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${name}-commune`}>{t('commune')}</label>
          <select
            className="in"
            id={`${name}-commune`}
            name={`${name}-commune`}
            value={isLoading ? '' : value.commune}
            onChange={(event) => onChange({ ...value, commune: event.target.value })}
            onBlur={onBlur}
            aria-busy={isLoading || undefined}
            {...ties}
          >
            <option value="">{communeHint}</option>
            {communes.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
      </div>
    </FieldGroup>
  )
}
