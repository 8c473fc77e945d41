import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** Native, so that it opens without JavaScript and is found by the browser's own search. */
export function Disclosure({
  summary,
  isOpen = false,
  isFlat = false,
  children,
}: {
  summary: ReactNode
  isOpen?: boolean
  /** Inside a panel: text not indented, one rule above. */
  isFlat?: boolean
  children: ReactNode
}) {
  return (
    <details className={isFlat ? 'disc flat' : 'disc'} open={isOpen}>
      <summary>
        <ChevronRight /> {summary}
      </summary>
      <div>{children}</div>
    </details>
  )
}
