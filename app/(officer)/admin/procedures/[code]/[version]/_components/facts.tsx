import { CircleAlert, CircleCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useLimitText } from '#app/_ui/limit-text.ts'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { Vietnamese } from '#app/_ui/vietnamese.tsx'

import styles from '../../../_components/procedures.module.css'

type Definition = Api['procedure']['version']['definition']

export function Facts({ definition }: { definition: Definition }) {
  const t = useTranslations('versions')
  const locale = useLocale()
  const limitText = useLimitText()
  const { online, supplement, extension, limit } = definition
  const pairs: { term: string; value: ReactNode }[] = [
    { term: t('onlineLabel'), value: t(`online.${online.level}`) },
    { term: t('partialReason'), value: online.partialReasonVi ? <Vietnamese>{online.partialReasonVi}</Vietnamese> : null },
    { term: t('routeLabel'), value: t(`route.${definition.route}`) },
    { term: t('door'), value: definition.sources.map((source) => t(`sources.${source}`)).join(', ') },
    { term: t('field'), value: <Vietnamese>{definition.fieldVi}</Vietnamese> },
    { term: t('competent'), value: <Vietnamese>{definition.competentAgencyVi}</Vietnamese> },
    { term: t('limit'), value: limitText(limit) },
    { term: t('supplement'), value: t('supplementOf', { n: supplement.max, limit: limitText(supplement.limit) }) },
    { term: t('extension'), value: t('extensionOf', { n: extension.max }) },
    {
      term: t('results'),
      value: definition.results.map(({ nameVi, nameEn }) => inLanguage(locale, nameVi, nameEn)).join('; '),
    },
    {
      term: t('checkedLabel'),
      value: (
        <>
          <span className={definition.verified ? 'due done' : 'due soon'}>
            {definition.verified ? <CircleCheck /> : <CircleAlert />}
            {t(`checked.${definition.verified ? 'yes' : 'no'}`)}
          </span>
          <p className="small soft" lang="vi">
            {definition.verifiedNoteVi}
          </p>
        </>
      ),
    },
  ]
  return (
    <section className={styles.facts}>
      <h2 className="ruled">{t('facts')}</h2>
      <Pairs pairs={pairs.filter(({ value }) => value !== null && value !== '')} />
    </section>
  )
}
