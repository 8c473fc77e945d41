'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_lib/trpc.tsx'
import type { FieldWords } from '#app/_ui/field.tsx'
import { PlaceField } from '#app/_ui/place-field.tsx'
import styles from './form-fields.module.css'

interface PlaceAnswer {
  province: string
  commune: string
  detail: string
}

function placeOf(value: unknown): PlaceAnswer {
  const part = (name: string): string => {
    const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : ''
    return typeof text === 'string' ? text : ''
  }
  return { province: part('province'), commune: part('commune'), detail: part('detail') }
}

/** Lists of places change by law, not within a visit. */
const ALL_DAY = 86_400_000

/** Province, commune and what no register knows: house, street, hamlet, or the name of a hospital. */
export function PlaceInput({
  words,
  name,
  value,
  onChange,
  onBlur,
}: {
  words: FieldWords
  name: string
  value: unknown
  onChange: (place: PlaceAnswer) => void
  onBlur: () => void
}) {
  const t = useTranslations('form')
  const trpc = useTRPC()
  const place = placeOf(value)
  const provinces = useQuery(trpc.place.provinces.queryOptions(undefined, { staleTime: ALL_DAY }))
  const communes = useQuery(
    trpc.place.communes.queryOptions({ province: place.province }, { staleTime: ALL_DAY, enabled: place.province !== '' }),
  )
  const options = (list: { code: string; nameVi: string }[] | undefined) =>
    (list ?? []).map(({ code, nameVi }) => ({ value: code, label: nameVi }))
  return (
    <div className={styles.place}>
      <PlaceField
        {...words}
        name={name}
        value={place}
        onChange={({ province, commune }) => onChange({ ...place, province, commune })}
        onBlur={onBlur}
        provinces={options(provinces.data)}
        communes={options(communes.data)}
        isLoading={communes.isLoading || provinces.isLoading}
        hasFailed={provinces.isError || communes.isError}
      />
      <div className={styles.detail}>
        <label htmlFor={`${name}-detail`}>
          {t('placeDetail')} <span className="soft">{t('placeDetailOptional')}</span>
        </label>
        <input
          className="in"
          id={`${name}-detail`}
          name={`${name}-detail`}
          autoComplete="off"
          value={place.detail}
          onChange={(event) => onChange({ ...place, detail: event.target.value })}
          onBlur={onBlur}
        />
      </div>
    </div>
  )
}
