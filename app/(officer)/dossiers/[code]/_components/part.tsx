import type { ReactNode } from 'react'
import styles from './dossier.module.css'

/** A section of the sheet, opened by its rule. */
export function Part({ title, isHidden = false, children }: { title: string; isHidden?: boolean; children: ReactNode }) {
  return isHidden ? null : (
    <section className={styles.part}>
      <h2 className="ruled">{title}</h2>
      {children}
    </section>
  )
}
