import type { ReactNode } from 'react'
import styles from './dossier.module.css'

/** A section of the sheet, opened by its rule. */
export function Part({
  id,
  title,
  isHidden = false,
  children,
}: {
  id?: string
  title: string
  isHidden?: boolean
  children: ReactNode
}) {
  return isHidden ? null : (
    <section className={styles.part} id={id}>
      <h2 className="ruled">{title}</h2>
      {children}
    </section>
  )
}
