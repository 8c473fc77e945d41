import { CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import styles from '../inbox.module.css'

/** What colleagues may do only when this person agrees: above the rest, because somebody waits for it. */
export function Proposals({ proposals }: { proposals: Api['work']['proposals'] }) {
  const t = useTranslations('queue.proposals')
  const s = useTranslations('staff.proposals.acts')
  const words = useMessages().staff.proposals.acts
  const locale = useLocale()
  const format = useFormat()
  if (proposals.length === 0) return null
  return (
    <section className={styles.proposals}>
      <h2>
        <span className="due soon">
          <CircleAlert /> {t('title', { n: proposals.length })}
        </span>
      </h2>
      <ul>
        {proposals.map(({ code, proposalId, action, procedureNameVi, procedureNameEn, askedByName, askedAt }) => {
          const act = knownKey(words, action)
          return (
            <li key={proposalId}>
              <Link href={`/dossiers/${encodeURIComponent(code)}`}>
                {act ? s(act) : action}: {inLanguage(locale, procedureNameVi, procedureNameEn)}
              </Link>
              <p className="small soft">
                <CodeText code={code} isSoft /> · {t('by', { name: askedByName ?? '', when: format.shortDateTime(askedAt) })}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
