import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { Vietnamese } from '#app/_ui/vietnamese.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { Agencies } from './_components/agencies.tsx'
import { Cases } from './_components/cases.tsx'
import { Fees } from './_components/fees.tsx'
import { Papers } from './_components/papers.tsx'
import { StartPanel } from './_components/start-panel.tsx'
import { Steps } from './_components/steps.tsx'
import styles from './procedure.module.css'

/** A code that does not exist, or does not look like one, is an address that does not exist. */
const read = cache(async (code: string) => {
  try {
    return await (await caller()).procedure.get({ code })
  } catch (error) {
    if (['PROCEDURE_UNKNOWN', 'NOT_FOUND', 'INPUT_INVALID'].includes(faultOf(error).code)) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: PageProps<'/procedures/[code]'>): Promise<Metadata> {
  const procedure = await read((await params).code)
  const locale = await getLocale()
  return {
    title: inLanguage(locale, procedure.nameVi, procedure.nameEn),
    description: inLanguage(locale, procedure.summaryVi, procedure.summaryEn),
  }
}

export default async function ProcedurePage({ params }: PageProps<'/procedures/[code]'>) {
  const procedure = await read((await params).code)
  const [locale, t, nav] = await Promise.all([getLocale(), getTranslations('procedure'), getTranslations('site.nav')])
  return (
    <div className="wrap">
      <Crumbs
        trail={[
          { href: '/', label: nav('home') },
          { href: '/procedures', label: nav('procedures') },
        ]}
      />
      <div className={`with-side ${styles.columns}`}>
        <div className={styles.text}>
          <div className={styles.head}>
            <h1>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</h1>
            <p className="lead">{inLanguage(locale, procedure.summaryVi, procedure.summaryEn)}</p>
            {procedure.generated && <GeneratedMark hasHint />}
          </div>
          <section className={`sec ${styles.first}`}>
            <h2>{t('who')}</h2>
            <p>
              <Vietnamese>{procedure.audienceVi}</Vietnamese>
            </p>
            {procedure.conditionsVi.length > 0 && <h3 className={styles.conditions}>{t('conditions')}</h3>}
            {procedure.conditionsVi.length > 0 && (
              <ul className={styles.list} lang="vi">
                {procedure.conditionsVi.map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
              </ul>
            )}
          </section>
          <Papers procedure={procedure} />
          <Fees fees={procedure.fees} />
          <Steps procedure={procedure} />
          <Agencies procedure={procedure} />
          <section className="sec">
            <h2>{t('more')}</h2>
            {procedure.cases.length > 1 && <Cases cases={procedure.cases} />}
            <Disclosure summary={t('legalBasis')}>
              <ul className={styles.list} lang="vi">
                {procedure.legalBasis.map((basis) => (
                  <li key={basis}>{basis}</li>
                ))}
                <li>{procedure.limitBasis}</li>
              </ul>
              <p className="soft">
                <Vietnamese>{procedure.verifiedNoteVi}</Vietnamese>
              </p>
            </Disclosure>
          </section>
        </div>
        <StartPanel procedure={procedure} />
      </div>
    </div>
  )
}
