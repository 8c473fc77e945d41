import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

/** It was passed to another agency: to which, why, and what stays as it was. */
export function Passed({ transfers }: { transfers: Dossier['transfers'] }) {
  const t = useTranslations('my.passed')
  const format = useFormat()
  const last = transfers.at(-1)
  if (!last) return null
  return (
    <Note family="info" title={t('title', { agency: last.toVi })}>
      <p>
        {t('when', { when: format.shortDateTime(last.at) })}
        {last.reason && ` ${t('reason', { reason: last.reason })}`}
      </p>
      <p>{t('stays')}</p>
    </Note>
  )
}

/** Dossiers of other offices that this one waits for, or that waits for this one. */
export function Links({ dossier: { subs, parent } }: { dossier: Dossier }) {
  const t = useTranslations('my.links')
  const locale = useLocale()
  if (subs.length === 0 && parent === null) return null
  const linked = (code: string, mayOpen: boolean) =>
    mayOpen ? (
      <Link href={`/my/${code}`}>
        <CodeText code={code} />
      </Link>
    ) : (
      <CodeText code={code} />
    )
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      {parent && (
        <p>
          {t('parent')} {linked(parent.code, parent.mayOpen)}
        </p>
      )}
      <ul className={styles.papers}>
        {subs.map((sub) => (
          <li key={sub.id}>
            <b>{inLanguage(locale, sub.procedureVi, sub.procedureEn)}</b>{' '}
            {sub.nationalCode !== null && <StatusChip code={sub.nationalCode} isShort />}
            <p className="small">
              {sub.code === null ? t('opening') : linked(sub.code, sub.mayOpen)}
              {sub.agencyVi && <span lang="vi"> · {sub.agencyVi}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
