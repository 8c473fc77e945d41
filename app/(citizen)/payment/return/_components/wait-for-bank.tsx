'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { LinkButton } from '#app/_ui/button.tsx'

const EVERY_MS = 2_000
const LONG_MS = 20_000

/** Asks every two seconds and then shows the page anew; without JavaScript the page reloads itself, and the link does the same. */
export function WaitForBank({ reference, here, dossierHref }: { reference: string; here: string; dossierHref: string }) {
  const t = useTranslations('payment')
  const router = useRouter()
  const trpc = useTRPC()
  const [isLong, setLong] = useState(false)
  const { data } = useQuery(
    trpc.payment.status.queryOptions({ reference }, { refetchInterval: EVERY_MS, staleTime: 0, retry: false }),
  )
  const isKnown = data !== undefined && data.status !== 'PENDING'

  useEffect(() => {
    if (isKnown) router.refresh()
  }, [isKnown, router])

  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS)
    return () => clearTimeout(timer)
  }, [])

  return (
    <>
      <p className="lead" role="status">
        {t(isLong ? 'pendingLong' : 'pending')}
      </p>
      <p className="btns fill after-lead">
        <LinkButton kind="outlined" href={here}>
          {t('again')}
        </LinkButton>
        <LinkButton kind="plain" href={dossierHref}>
          {t('toDossier')}
        </LinkButton>
      </p>
    </>
  )
}
