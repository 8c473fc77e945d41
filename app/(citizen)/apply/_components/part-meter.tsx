import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useSectionTitle } from '../_lib/section-title.ts'
import type { Section } from '../_lib/sections.ts'
import styles from '../apply.module.css'

type Part = Pick<Section, 'id' | 'kind' | 'titleVi' | 'titleEn'>

/** "Phần 2 trong 4: …", drawn and said. */
export function PartMeter({ parts, here, children }: { parts: readonly Part[]; here: string; children?: ReactNode }) {
  const t = useTranslations('draft')
  const titleOf = useSectionTitle()
  const index = parts.findIndex(({ id }) => id === here)
  const part = parts[index]
  if (!part) return null
  return (
    <div className={styles.part}>
      <span className={styles.meter} aria-hidden="true">
        {parts.map(({ id }, n) => (
          <i key={id} className={n < index ? styles.done : n === index ? styles.now : undefined} />
        ))}
      </span>
      <span>{t.rich('part', { n: index + 1, count: parts.length, title: titleOf(part), b: (text) => <b>{text}</b> })}</span>
      {children}
    </div>
  )
}
