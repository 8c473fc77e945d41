import { Check, CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** What has just happened, said where it happened ("Đã lưu lúc 09:02"); read aloud once, and never the only place of the news. */
export function StatusLine({ tone = 'calm', children }: { tone?: 'calm' | 'good' | 'stop'; children?: ReactNode }) {
  return (
    <span className={tone === 'calm' ? 'status-line' : `status-line ${tone}`} role="status">
      {tone === 'good' && <Check />}
      {tone === 'stop' && <CircleAlert />}
      {children}
    </span>
  )
}
