import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { useLimitText } from '#app/_ui/limit-text.ts'

export function Cases({ cases }: { cases: Api['procedure']['get']['cases'] }) {
  const t = useTranslations('procedure')
  const locale = useLocale()
  const limitText = useLimitText()
  return (
    <Disclosure summary={t('cases')}>
      <dl className="pairs">
        {cases.map(({ code, nameVi, nameEn, whenVi, limit }) => (
          <div key={code}>
            <dt lang="vi">{whenVi}</dt>
            <dd>
              {inLanguage(locale, nameVi, nameEn)}
              {limit && `: ${limitText(limit)}`}
            </dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
