import { Check, CircleAlert, FileText, Image } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { FileBy } from '#app/_ui/file-by.tsx'
import type { Dossier } from './dossier-view.ts'
import { PaperFile } from './paper-file.tsx'
import { Part } from './part.tsx'

/** What was handed in: files to look at, sheets that were counted, originals that were or were not seen. */
export function Papers({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.papers')
  const locale = useLocale()
  const format = useFormat()
  const mustSee = new Set(dossier.paperKinds.filter(({ originalsShown }) => originalsShown).map(({ code }) => code))
  return (
    <Part title={t('title')}>
      {dossier.papers.length === 0 && <p className="soft">{t('none')}</p>}
      <ul>
        {dossier.papers.map((paper) => {
          const name = inLanguage(locale, paper.nameVi, paper.nameEn)
          const counts = (['original', 'certified', 'copies'] as const)
            .map((kind) => ({ kind, n: kind === 'original' ? paper.originals : paper[kind] }))
            .filter(({ n }) => n > 0)
            .map(({ kind, n }) => t(kind, { n }))
          return (
            <li key={paper.id} className="file">
              {paper.file?.contentType.startsWith('image/') ? <Image /> : <FileText />}
              <div>
                <b className="file-name">{name}</b>
                {paper.file && (
                  <PaperFile file={paper.file}>
                    <span className="sr">{t('previewOf', { name })}: </span>
                    {t('sizeOf', { name: paper.file.name, size: format.fileSize(paper.file.size) })}
                  </PaperFile>
                )}
                {paper.file && <FileBy by={paper.file.by} />}
                {counts.length > 0 && <p className="small soft">{counts.join(', ')}</p>}
                {paper.supplementId && <p className="small soft">{t('supplied')}</p>}
                {paper.originalSeenAt ? (
                  <span className="due done small">
                    <Check /> {t('seen', { when: format.shortDateTime(paper.originalSeenAt) })}
                  </span>
                ) : (
                  mustSee.has(paper.code) && (
                    <span className="due soon small">
                      <CircleAlert /> {t('toSee')}
                    </span>
                  )
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
