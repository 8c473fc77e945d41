import { useTranslations } from 'next-intl'
import styles from './filing.module.css'
import type { Draft } from './filing-sheet.tsx'

const PARTS = ['personalId', 'phone', 'email', 'address'] as const

/** Who stands at the counter, and for whom, by what right, when that is somebody else. */
export function Person({ applicant, owner }: Pick<Draft, 'applicant' | 'owner'>) {
  const t = useTranslations('staff.person')
  const rightName = useTranslations('ui.rights')
  const facts = (rows: readonly (readonly [string, string | undefined])[]) => (
    <dl className="pairs">
      {rows.map(([term, value]) =>
        value ? (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
  return (
    <section className={styles.person} aria-labelledby="who">
      <h2 className="ruled" id="who">
        {t('title')}
      </h2>
      <p className={styles.name}>{applicant.fullName}</p>
      {facts(PARTS.map((part) => [t(part), applicant[part]]))}
      {owner && (
        <>
          <h2 className={`ruled ${styles.owner}`}>{t('owner')}</h2>
          <p className={styles.name}>{owner.fullName}</p>
          {facts([
            owner.kind === 'PERSON' ? [t('personalId'), owner.personalId] : [t('organisationId'), owner.organisationId],
            [t('right'), rightName(owner.right)],
            [t('phone'), owner.phone],
            [t('email'), owner.email],
          ])}
        </>
      )}
    </section>
  )
}
