import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { FileRow } from '#app/_ui/file-row.tsx'
import type { Draft } from '../../../../_lib/sections.ts'

export function CheckedPapers({ draft }: { draft: Draft }) {
  const t = useTranslations('draft')
  const locale = useLocale()
  const papers = draft.papers.filter(({ upload }) => upload)
  if (papers.length === 0) return null
  return (
    <section className="sec">
      <h2>{t('papers')}</h2>
      {papers.map((paper) => (
        <div key={paper.code}>
          <h3 lang={paper.nameEn ? undefined : 'vi'}>{inLanguage(locale, paper.nameVi, paper.nameEn)}</h3>
          {paper.files.length === 0 ? (
            <p className="soft">{t('notSent')}</p>
          ) : (
            <ul>
              {paper.files.map(({ id, paperId, name, size, contentType, scanState, isBlurred, by }) => (
                <FileRow
                  key={paperId}
                  name={name}
                  size={size}
                  contentType={contentType}
                  href={scanState === 'INFECTED' ? undefined : `/api/files/${id}?inline=1`}
                  isOpenedBeside
                  thumbnail={
                    contentType.startsWith('image/') && scanState !== 'INFECTED' ? `/api/files/${id}?thumbnail=1` : undefined
                  }
                  by={by}
                  state={{ is: 'ready', quality: isBlurred ? 'blurred' : undefined, scan: scanState }}
                />
              ))}
            </ul>
          )}
        </div>
      ))}
      <p>
        <Link href={`/apply/draft/${draft.id}/papers`}>{t('editPapers')}</Link>
      </p>
    </section>
  )
}
