'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { forgetAnswer, keptAnswers, valuesOf } from '../_lib/kept-answers.ts'

/**
 * What was typed on some page and never reached the server goes there before anything else is done with the draft. Where it cannot (no
 * connection, changed elsewhere meanwhile), the page that it was typed on is opened, which has the words for it.
 */
export function SaveKept({
  draft: { id, revision, viewerId },
  hrefs,
}: {
  draft: { id: string; revision: number; viewerId: string }
  /** The page of each field. */
  hrefs: Readonly<Record<string, string>>
}) {
  const client = useTRPCClient()
  const router = useRouter()

  async function send(): Promise<void> {
    const kept = new Map([...keptAnswers(viewerId, id)].filter(([field]) => field in hrefs))
    const [first] = kept.keys()
    if (first === undefined) return
    try {
      const { conflicts } = await client.draft.save.mutate({
        id,
        revision,
        answers: valuesOf(kept, 'value'),
        seen: valuesOf(kept, 'seen'),
      })
      for (const field of kept.keys()) if (!(field in conflicts)) forgetAnswer(viewerId, id, field)
      const [conflict] = Object.keys(conflicts)
      if (conflict === undefined) router.refresh()
      else router.replace(hrefs[conflict] ?? `/apply/draft/${id}`)
    } catch (error) {
      // whoever is signed out, or off the line, is told on the page itself
      if (domainErrorCodeOf(error) === 'DRAFT_EXPIRED') return
      router.replace(hrefs[first] ?? `/apply/draft/${id}`)
    }
  }

  const latest = useRef(send)
  useEffect(() => {
    void latest.current()
  }, [])
  return null
}
