import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

export function Facts({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const words = useMessages().my.resultWays
  const locale = useLocale()
  const { code, lookupSecret, applicant, owner, agency, receivingPoint, resultWay, caseNameVi } = dossier
  const way = knownKey(words, resultWay)
  const isOther = owner && applicant && owner.fullName !== applicant.fullName
  const person = (one: NonNullable<typeof owner>) => (
    <>
      {one.fullName} {one.personalIdMasked && <span className="below small soft num">{one.personalIdMasked}</span>}
    </>
  )
  const place = ({ nameVi, nameEn, addressVi, openingVi, phone }: typeof agency) => (
    <>
      {inLanguage(locale, nameVi, nameEn)}
      <span className="below small soft" lang="vi">
        {addressVi}. {openingVi}
      </span>
      <a className="nowrap" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
        {phone}
      </a>
    </>
  )
  return (
    <section className={styles.side}>
      <h2 className="ruled">{t('facts')}</h2>
      <Pairs
        pairs={[
          { term: t('code'), value: <CodeText code={code} /> },
          {
            term: t('secret'),
            value: (
              <>
                <CodeText code={lookupSecret} />
                <span className="below small soft">{t('secretHint')}</span>
              </>
            ),
          },
          ...(owner ? [{ term: t('owner'), value: person(owner) }] : []),
          ...(isOther ? [{ term: t('applicant'), value: person(applicant) }] : []),
          ...(caseNameVi ? [{ term: t('case'), value: <span lang="vi">{caseNameVi}</span> }] : []),
          { term: t('agency'), value: place(agency) },
          ...(receivingPoint.nameVi === agency.nameVi ? [] : [{ term: t('receivingPoint'), value: place(receivingPoint) }]),
          ...(way ? [{ term: t('resultWay'), value: t(`resultWays.${way}`) }] : []),
        ]}
      />
    </section>
  )
}
