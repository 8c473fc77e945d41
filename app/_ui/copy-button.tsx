'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

export function CopyButton({ text, children }: { text: string; children?: ReactNode }) {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)

  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }

  return (
    <button type="button" className="btn plain sm" onClick={() => void copy()}>
      {copied ? <Check /> : <Copy />}
      <span role="status">{copied ? t('copied') : (children ?? t('copy'))}</span>
    </button>
  )
}
