import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { ReceivedFiles } from '#app/_ui/received-files.tsx'
import { When } from '#app/_ui/when.tsx'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { NoDossier } from '../../_components/no-dossier.tsx'
import { PayButton } from '../../_components/pay-button.tsx'
import { SetAside } from '../../_components/set-aside.tsx'
import { payableOnline, readDossier, sumOf } from '../../_lib/read-dossier.ts'
import { NextSteps } from './_components/next-steps.tsx'
import styles from './done.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.done'))('sentTitle') }
}

/** The filing is in: both codes, and what happens next with times. A fee that comes first is the one button. */
export default async function DonePage({ params }: PageProps<'/my/[code]/done'>) {
  const { code } = await params
  if (!(await isCitizen(`/my/${code}/done`))) return <ForCitizens />
  const dossier = await readDossier(code)
  if (!dossier) return <NoDossier />
  if (dossier === 'SET_ASIDE') return <SetAside code={code} />
  const [locale, t, my, rightName] = await Promise.all([
    getLocale(),
    getTranslations('my.done'),
    getTranslations('my'),
    getTranslations('ui.rights'),
  ])
  const fees = dossier.shellState === 'awaitingFee' ? payableOnline(dossier.feeItems) : []
  return (
    <div className="read">
      <div className={styles.top}>
        <Arch look="done" labelledBy="done-title">
          <p className={styles.ok}>
            <CircleCheck />{' '}
            {t('ok', { agency: inLanguage(locale, dossier.receivingPoint.nameVi, dossier.receivingPoint.nameEn) })}
          </p>
          <h1 id="done-title">
            {t('heading', { procedure: inLanguage(locale, dossier.procedure.nameVi, dossier.procedure.nameEn) })}
          </h1>
          <div className={styles.ids}>
            <dl>
              <dt>{my('code')}</dt>
              <dd className={styles.big}>
                <CodeText code={dossier.code} />
              </dd>
              <dt>{my('secret')}</dt>
              <dd className={styles.big}>
                <CodeText code={dossier.lookupSecret} />
              </dd>
              {dossier.right && (
                <>
                  <dt>{my('owner')}</dt>
                  <dd>{dossier.owner?.fullName}</dd>
                  <dt>{my('applicant')}</dt>
                  <dd>
                    {dossier.applicant?.fullName}, {rightName(dossier.right.right)}
                  </dd>
                </>
              )}
              {dossier.openedAt && (
                <>
                  <dt>{t('at')}</dt>
                  <dd>
                    <When at={dossier.openedAt} />
                  </dd>
                </>
              )}
            </dl>
            <figure>
              {/* biome-ignore lint/performance/noImgElement: it holds the look-up code, so no optimiser may keep a copy */}
              <img src={`/api/dossiers/${dossier.code}/qr`} alt={t('qr')} width={176} height={176} />
              <figcaption className="small soft">{t('scan')}</figcaption>
            </figure>
          </div>
          <p className="small soft">{t('keepCodes')}</p>
          <div className={`btns fill ${styles.buttons}`}>
            {fees.length > 0 && <PayButton code={code} feeIds={fees.map(({ feeId }) => feeId)} amountVnd={sumOf(fees)} />}
            <LinkButton kind={fees.length > 0 ? 'outlined' : 'filled'} href={`/my/${code}`}>
              {t('see')}
            </LinkButton>
          </div>
        </Arch>
      </div>
      <ReceivedFiles files={dossier.papers.flatMap(({ file, supplementId }) => (file && supplementId === null ? [file] : []))} />
      <NextSteps dossier={dossier} owedVnd={sumOf(fees)} />
    </div>
  )
}
