import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

export function Facts({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const rightName = useTranslations('ui.rights')
  const words = useMessages().my.resultWays
  const locale = useLocale()
  const { code, lookupSecret, applicant, owner, agency, receivingPoint, resultWay, resultAddress, right, caseNameVi } = dossier
  const mayChoose = dossier.actions.some(({ action }) => action === 'chooseResultWay')
  const way = knownKey(words, resultWay)
  const isOther =
    owner && applicant && (owner.fullName !== applicant.fullName || owner.personalIdMasked !== applicant.personalIdMasked)
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
          ...(dossier.isHelping
            ? []
            : [
                {
                  term: t('secret'),
                  value: (
                    <>
                      <CodeText code={lookupSecret} />
                      <span className="below small soft">{t('secretHint')}</span>
                    </>
                  ),
                },
              ]),
          ...(owner ? [{ term: t('owner'), value: person(owner) }] : []),
          ...(right?.organisationId
            ? [{ term: t('organisationId'), value: <span className="num">{right.organisationId}</span> }]
            : []),
          ...(isOther ? [{ term: t('applicant'), value: person(applicant) }] : []),
          ...(right ? [{ term: t('right'), value: rightName(right.right) }] : []),
          ...(dossier.source === 'DESK' ? [{ term: t('filedAtDesk'), value: t('filedAtDeskValue') }] : []),
          ...(caseNameVi ? [{ term: t('case'), value: <span lang="vi">{caseNameVi}</span> }] : []),
          { term: t('agency'), value: place(agency) },
          ...(receivingPoint.nameVi === agency.nameVi ? [] : [{ term: t('receivingPoint'), value: place(receivingPoint) }]),
          ...(way
            ? [
                {
                  term: t('resultWay'),
                  value: (
                    <>
                      {t(`resultWays.${way}`)}
                      {resultAddress && (
                        <span className="below small soft">
                          {resultAddress.receiver}, {resultAddress.phone}, {resultAddress.address}
                        </span>
                      )}
                      {mayChoose && (
                        <span className="below small">
                          <Link href={`/my/${code}/result-way`}>{t('more.way')}</Link>
                        </span>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
