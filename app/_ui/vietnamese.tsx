import type { ReactNode } from 'react'

/** Words of the law, which exist in Vietnamese only: screen readers must pronounce them so on the English pages too. */
export function Vietnamese({ children }: { children: ReactNode }) {
  return <span lang="vi">{children}</span>
}
