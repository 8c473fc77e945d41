import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'

/** How long it really took others, beside what the law allows. */
export function ExpectedTime({ expected }: { expected: Api['procedure']['get']['expected'] }) {
  const t = useTranslations('procedure.expected')
  const format = useFormat()
  if (expected === null) return null
  const { cases, medianMinutes, p80Minutes, since } = expected
  return (
    <>
      <small>
        {t('half', { time: format.roughWorkingTime(medianMinutes) })} {t('most', { time: format.roughWorkingTime(p80Minutes) })}
      </small>
      <small>{t('from', { n: cases, since: format.date(since) })}</small>
    </>
  )
}
