'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { StatusLine } from '#app/_ui/status-line.tsx'

const EVERY_MS = 1_500
const MOST_LOOKS = 40

/** Papers are made beside the page's request, within a second or two: looks again until it is there, then says that it takes longer. */
export function PendingPaper({ words }: { words: string }) {
  const t = useTranslations('staff.documents')
  const router = useRouter()
  const [looks, setLooks] = useState(0)

  useEffect(() => {
    if (looks >= MOST_LOOKS) return
    const timer = setTimeout(() => {
      setLooks((n) => n + 1)
      router.refresh()
    }, EVERY_MS)
    return () => clearTimeout(timer)
  }, [looks, router])

  return (
    <p>
      <StatusLine>{looks < MOST_LOOKS ? words : t('late')}</StatusLine>
    </p>
  )
}
