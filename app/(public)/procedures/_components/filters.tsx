import { SlidersHorizontal } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/inputs.tsx'
import type { Chosen } from '../_lib/chosen.ts'
import styles from '../results.module.css'

type Facets = Api['procedure']['search']['facets']

/** Choices of one and the same form as the words, each with how many procedures it leaves; no JavaScript takes part. */
export function Filters({ facets, chosen }: { facets: Facets; chosen: Chosen }) {
  const t = useTranslations('search')
  const locale = useLocale()
  const counted = (label: string, n: number) => `${label} (${n})`
  const isOpen = [chosen.event, chosen.field, chosen.level, chosen.online].some((value) => value !== undefined)
  return (
    <details className={styles.filters} open={isOpen}>
      <summary>
        <SlidersHorizontal /> {t('filter.title')}
      </summary>
      <div className={styles.choices}>
        <Select
          name="event"
          label={t('filter.event')}
          placeholder={t('filter.any')}
          defaultValue={chosen.event ?? ''}
          options={facets.events.map(({ value, nameVi, nameEn, n }) => ({
            value,
            label: counted(inLanguage(locale, nameVi, nameEn), n),
          }))}
        />
        <Select
          name="field"
          label={t('filter.field')}
          placeholder={t('filter.any')}
          defaultValue={chosen.field ?? ''}
          lang="vi"
          options={facets.fields.map(({ value, n }) => ({ value, label: counted(value, n) }))}
        />
        <Select
          name="level"
          label={t('filter.level')}
          placeholder={t('filter.any')}
          defaultValue={chosen.level ?? ''}
          options={facets.levels.map(({ value, n }) => ({
            value,
            label: counted(t(value === 'commune' ? 'level.commune' : 'level.province'), n),
          }))}
        />
        <Select
          name="online"
          label={t('filter.online')}
          placeholder={t('filter.any')}
          defaultValue={chosen.online ?? ''}
          options={(['full', 'partial', 'information'] as const).flatMap((value) => {
            const n = facets.online.find((each) => each.value === value)?.n
            return n === undefined ? [] : [{ value, label: counted(t(`filter.${value}`), n) }]
          })}
        />
        <Button type="submit" kind="outlined">
          {t('filter.apply')}
        </Button>
      </div>
    </details>
  )
}
