'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { splitTypedDate } from '#app/_lib/typed-date.ts'
import { useOptionWords } from '#app/_ui/form-fields/option-words.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import { isEmpty, isRecord } from '#workflows/form/read-field.ts'

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

function PlaceText({ value }: { value: Record<string, unknown> }) {
  const trpc = useTRPC()
  const [province, commune] = [textOf(value.province), textOf(value.commune)]
  const provinces = useQuery(trpc.place.provinces.queryOptions())
  const communes = useQuery(trpc.place.communes.queryOptions({ province }, { enabled: province !== '' }))
  const name = (list: { code: string; nameVi: string }[] | undefined, code: string) =>
    list?.find((one) => one.code === code)?.nameVi ?? code
  return <>{[textOf(value.detail), name(communes.data, commune), name(provinces.data, province)].filter(Boolean).join(', ')}</>
}

/** An answer as it was typed, right or wrong, in words. */
export function TypedAnswer({ field, value }: { field: Field; value: unknown }) {
  const t = useTranslations('draft')
  const words = useTranslations('form')
  const optionWords = useOptionWords()
  if (isEmpty(value)) return <span className="soft">{t('conflictEmpty')}</span>
  switch (field.type) {
    case 'repeat':
      return (Array.isArray(value) ? value.filter(isRecord) : []).map((row, index) => (
        // rows have no name of their own; this list is only read
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the only identity
        <p key={index}>{field.fields.map(({ id }) => textOf(row[id])).join(', ')}</p>
      ))
    case 'place':
      return isRecord(value) ? <PlaceText value={value} /> : null
    case 'yesNo':
      return <>{words(value === true ? 'yes' : 'no')}</>
    case 'choice': {
      const option = field.options.find((one) => one.value === value)
      return <>{option ? optionWords(option).label : textOf(value)}</>
    }
    case 'date': {
      const { day, month, year } = splitTypedDate(textOf(value))
      return <>{[day, month, year].join('/')}</>
    }
    default:
      return <>{textOf(value)}</>
  }
}
