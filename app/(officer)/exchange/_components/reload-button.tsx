'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '#app/_ui/button.tsx'

export function ReloadButton() {
  const t = useTranslations('exchange')
  const router = useRouter()
  const [isReloading, reload] = useTransition()
  return (
    <Button
      type="button"
      kind="outlined"
      icon={<RefreshCw />}
      isBusy={isReloading}
      onClick={() => reload(() => router.refresh())}
    >
      {t('refresh')}
    </Button>
  )
}
