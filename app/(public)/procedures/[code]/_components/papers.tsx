import { FileText } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import styles from '../procedure.module.css'

type Paper = Api['procedure']['get']['papers'][number]

function Counts({ paper: { original, certified, copies, originalsShown, upload } }: { paper: Paper }) {
  const t = useTranslations('procedure.papers')
  const parts = [
    original > 0 ? t('original', { n: original }) : null,
    certified > 0 ? t('certified', { n: certified }) : null,
    copies > 0 ? t('copies', { n: copies }) : null,
    originalsShown ? t('originalsShown') : null,
    upload ? t('upload') : null,
  ].filter((part) => part !== null)
  return parts.length > 0 ? <p>{parts.join('. ')}.</p> : null
}

/** What to bring or send, each said to be required or only sometimes, and then when. */
export function Papers({ procedure: { code, version, papers } }: { procedure: Api['procedure']['get'] }) {
  const t = useTranslations('procedure.papers')
  const locale = useLocale()
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      <ul>
        {papers.map((paper) => (
          <li key={paper.code} className={styles.row}>
            <FileText />
            <div>
              <b lang={paper.nameEn ? undefined : 'vi'}>{inLanguage(locale, paper.nameVi, paper.nameEn)}</b>
              {paper.requiredVi && !paper.required && <p lang="vi">{paper.requiredVi}</p>}
              {paper.noteVi && <p lang="vi">{paper.noteVi}</p>}
              <Counts paper={paper} />
              {paper.hasSample && (
                <p>
                  <a href={`/api/samples/${code}/${version}/${paper.code}`} type="application/pdf" hrefLang="vi">
                    {t('sample')}
                    <span className="sr">: {inLanguage(locale, paper.nameVi, paper.nameEn)}</span>
                  </a>
                </p>
              )}
            </div>
            <span className={paper.required ? styles.need : `${styles.need} ${styles.optional}`}>
              {paper.required ? t('required') : t('ifNeeded')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
