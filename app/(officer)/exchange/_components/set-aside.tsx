import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { When } from '#app/_ui/when.tsx'
import styles from '../exchange.module.css'
import { LiftButton } from './lift-button.tsx'

/** Dossiers whose stored state their version does not have: nobody can work on them until somebody has repaired it. */
export function SetAside({ dossiers, mayLift }: { dossiers: Api['exchange']['overview']['setAside']; mayLift: boolean }) {
  const t = useTranslations('exchange.setAside')
  return (
    <section className={styles.section}>
      <h2>{t('title')}</h2>
      {dossiers.length === 0 ? (
        <p className="soft">{t('none')}</p>
      ) : (
        <>
          <p className="soft">{t('text')}</p>
          <table className="sheet folds">
            <thead>
              <tr>
                {(['dossier', 'procedure', 'reason', 'since', 'act'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {dossiers.map(({ code, procedureCode, reason, since }) => (
                <tr key={code}>
                  <td className="num nowrap">{code}</td>
                  <td className="num">{procedureCode}</td>
                  <td>
                    <span className="due overdue">
                      <TriangleAlert /> {reason}
                    </span>
                  </td>
                  <td>
                    <When at={since} as="shortDateTime" />
                  </td>
                  <td>{mayLift ? <LiftButton dossierCode={code} /> : <span className="soft">{t('onlyAdmin')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
