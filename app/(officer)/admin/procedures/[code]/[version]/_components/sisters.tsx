import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import styles from '../../../_components/procedures.module.css'

/** All versions of the procedure, newest first: which one opens a dossier on which day. */
export function Sisters({
  code,
  version,
  versions,
}: {
  code: string
  version: number
  versions: Api['procedure']['version']['versions']
}) {
  const t = useTranslations('versions')
  const format = useFormat()
  return (
    <section>
      <h2 className="ruled">{t('versionsTitle')}</h2>
      <ul className={styles.rows}>
        {versions.map((one) => (
          <li key={one.id}>
            <div>
              {one.version === version ? (
                <b>{t('version', { n: one.version })}</b>
              ) : (
                <Link href={`/admin/procedures/${code}/${one.version}`}>{t('version', { n: one.version })}</Link>
              )}
              <p className="small soft">
                {t('from', { date: format.date(one.effectiveFrom) })}{' '}
                {one.effectiveTo && t('until', { date: format.date(one.effectiveTo) })}
              </p>
              <p className="small soft">{t('publishedAt', { date: format.shortDateTime(one.publishedAt) })}</p>
              <Disclosure summary={t('hash')} isFlat>
                <code className={styles.hash}>{one.sha256}</code>
              </Disclosure>
            </div>
            <span className="small">{t(`standing.${one.standing}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
