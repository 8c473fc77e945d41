import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

/** Dossiers that this one waits for, the one that waits for this, and the agencies that it has passed through. */
export function Links({ dossier: { subs, parent, transfers } }: { dossier: Dossier }) {
  const t = useTranslations('staff.links')
  const locale = useLocale()
  const format = useFormat()
  return (
    <>
      <Part title={t('title')} isHidden={subs.length === 0 && parent === null}>
        {parent && (
          <p>
            {t('parent')}{' '}
            {parent.mayOpen ? (
              <Link href={`/dossiers/${encodeURIComponent(parent.code)}`}>
                <CodeText code={parent.code} />
              </Link>
            ) : (
              <CodeText code={parent.code} />
            )}
          </p>
        )}
        <ul>
          {subs.map((sub) => (
            <li key={sub.id} className={styles.opinion}>
              <b>{inLanguage(locale, sub.procedureVi, sub.procedureEn)}</b>{' '}
              {sub.nationalCode !== null && <StatusChip code={sub.nationalCode} isShort />}
              <p className="small">
                {sub.code === null ? (
                  t('opening')
                ) : sub.mayOpen ? (
                  <Link href={`/dossiers/${encodeURIComponent(sub.code)}`}>
                    <CodeText code={sub.code} />
                  </Link>
                ) : (
                  <CodeText code={sub.code} />
                )}
                {sub.agencyVi && <span lang="vi">, {sub.agencyVi}</span>}
              </p>
              <p className="small soft">
                {t('opened', { when: format.shortDateTime(sub.openedAt) })}
                {sub.closedAt && `. ${t('closed', { when: format.shortDateTime(sub.closedAt) })}`}
              </p>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('transfers')} isHidden={transfers.length === 0}>
        <ul>
          {transfers.map((transfer) => (
            <li key={transfer.at} className={styles.opinion}>
              <p lang="vi">{t('transfer', { from: transfer.fromVi, to: transfer.toVi })}</p>
              {transfer.reason && <p>{transfer.reason}</p>}
              <p className="small soft">
                {transfer.byName && `${transfer.byName}, `}
                {format.shortDateTime(transfer.at)}
              </p>
            </li>
          ))}
        </ul>
      </Part>
    </>
  )
}
