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
  const { result, results, receivingPoint, shellState, resultWay, resultAddress, due } = dossier
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
            {resultWay === 'POST' && resultAddress
              ? t('collectPost', { address: resultAddress.address })
              : resultWay === 'DESK'
                ? t('collect', { agency: inLanguage(locale, receivingPoint.nameVi, receivingPoint.nameEn) })
                : t('collectOnline')}
          </p>
        )}
        {due?.state === 'done' && (
          <p>
            <DueText state="done" remainingMinutes={due.remainingMinutes} dayMinutes={due.dayMinutes} />
          </p>
        )}
        {results.map((paper) => (
          <div key={paper.verifyId}>
            {results.length > 1 && <h3 className="after-lead">{inLanguage(locale, paper.nameVi, paper.nameEn)}</h3>}
            <p className="btns fill after-lead">
              <a className="btn" href={paper.url}>
                <Download /> {t('download')}
              </a>
              {paper.verifyId && <Link href={`/verify/${paper.verifyId}`}>{t('verify')}</Link>}
            </p>
            <p className="small soft">{t('downloadNumber', { number: paper.number })}</p>
            {paper.sha256 && (
              <dl className="pairs">
                <div>
                  <dt>{t('seal')}</dt>
                  <dd className={styles.hash}>{paper.sha256}</dd>
                  <dd className="small soft">{t('sealHint')}</dd>
                </div>
              </dl>
            )}
          </div>
        ))}
      </Arch>
    </div>
  )
}
