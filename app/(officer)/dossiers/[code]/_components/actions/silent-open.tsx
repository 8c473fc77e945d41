'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { runUnasked } from '../../../../_components/use-command.ts'

/**
 * The first look of its performer is an event of its own: whoever did the step before can no longer call it back. Nobody is told, and a
 * refusal (somebody else was faster) shows in the fresh page.
 */
export function SilentOpen({ code, workId }: { code: string; workId: string }) {
  const api = useTRPCClient()
  const router = useRouter()
  const opened = useRef<string | null>(null)

  useEffect(() => {
    if (opened.current === workId) return
    opened.current = workId
    const refresh = () => router.refresh()
    runUnasked(api.work.open.mutate({ code, workId, requestId: crypto.randomUUID() }).then(refresh, refresh))
  }, [api, code, router, workId])

  return null
}
