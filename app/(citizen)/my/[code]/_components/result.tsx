import { Download } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { DueText } from '#app/_ui/due-text.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

/** The doorway out: the result itself, how to get the paper, and by what it is known to be genuine. */
export function Result({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const d = useTranslations('dossier.ended')
  const locale = useLocale()
  const { result, agency, shellState, resultWay, due } = dossier
  if (!result && shellState !== 'resultReady' && shellState !== 'returned') return null
  return (
    <div className={styles.stack}>
      <Arch look="done" labelledBy="result-title">
        <h2 id="result-title">{t('resultTitle')}</h2>
        <p>{t(result?.decision === 'REFUSED' ? 'resultRefused' : 'resultGranted')}</p>
        {shellState === 'returned' ? (
          <p>{d('returned')}</p>
        ) : (
          <p>
            {resultWay === 'DESK'
              ? t('collect', { agency: inLanguage(locale, agency.nameVi, agency.nameEn) })
              : t('collectOnline')}
          </p>
        )}
        {due?.state === 'done' && (
          <p>
            <DueText state="done" remainingMinutes={due.remainingMinutes} dayMinutes={due.dayMinutes} />
          </p>
        )}
        {result && (
          <>
            <p className="btns fill after-lead">
              <a className="btn" href={result.url}>
                <Download /> {t('download')}
              </a>
              {result.verifyId && <Link href={`/verify/${result.verifyId}`}>{t('verify')}</Link>}
            </p>
            <p className="small soft">{t('downloadNumber', { number: result.number })}</p>
            {result.sha256 && (
              <dl className="pairs">
                <div>
                  <dt>{t('seal')}</dt>
                  <dd className={styles.hash}>{result.sha256}</dd>
                  <dd className="small soft">{t('sealHint')}</dd>
                </div>
              </dl>
            )}
          </>
        )}
      </Arch>
    </div>
  )
}
