'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import styles from './papers-checklist.module.css'

export interface PaperAtDesk {
  code: string
  originals: number
  certified: number
  copies: number
  originalSeen: boolean
}

export interface PaperToCheck {
  name: string
  isRequired: boolean
  originalsShown: boolean
  hasFile: boolean
  start: PaperAtDesk
}

const kinds = [
  { key: 'originals', word: 'original' },
  { key: 'certified', word: 'certified' },
  { key: 'copies', word: 'copies' },
] as const

/** What lies on the counter, paper by paper: how many of which kind, and whether the original was seen. */
export function PapersChecklist({
  papers,
  checked,
  onChange,
}: {
  papers: readonly PaperToCheck[]
  checked: readonly PaperAtDesk[]
  onChange: (papers: PaperAtDesk[]) => void
}) {
  const t = useTranslations('action.papers')
  const change = (code: string, part: Partial<PaperAtDesk>) =>
    onChange(checked.map((paper) => (paper.code === code ? { ...paper, ...part } : paper)))
  return (
    <ul className={styles.papers}>
      {papers.map(({ name, isRequired, originalsShown, hasFile, start: { code } }) => {
        const now = checked.find((paper) => paper.code === code)
        if (!now) return null
        return (
          <li key={code} id={`paper-${code}`} tabIndex={-1}>
            <div className={styles.name}>
              <b>{name}</b>
              <span className="small soft">
                {[isRequired ? t('required') : '', originalsShown ? t('mustSee') : ''].filter(Boolean).join('. ')}
              </span>
              {hasFile && (
                <span className="due done small">
                  <Check /> {t('file')}
                </span>
              )}
            </div>
            {kinds.map(({ key, word }) => (
              <label key={key} className={styles.count}>
                <span className="small soft" aria-hidden="true">
                  {t(word)}
                </span>
                <input
                  className="in num"
                  type="number"
                  min={0}
                  max={99}
                  aria-label={t('countOf', { kind: t(word), paper: name })}
                  value={now[key]}
                  onChange={(event) =>
                    change(code, { [key]: Math.min(99, Math.max(0, Math.trunc(event.target.valueAsNumber || 0))) })
                  }
                />
              </label>
            ))}
            <label className={`choice ${styles.seen}`}>
              <input
                type="checkbox"
                aria-label={t('seenOf', { paper: name })}
                checked={now.originalSeen}
                onChange={(event) => change(code, { originalSeen: event.target.checked })}
              />
              <span>{t('seen')}</span>
            </label>
          </li>
        )
      })}
    </ul>
  )
}
