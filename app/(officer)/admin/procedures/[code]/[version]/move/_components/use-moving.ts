import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'

export type Item = Api['procedure']['upgradeDossiers']['items'][number]

export interface Seen {
  candidates: number
  able: number
  stuck: Item[]
}

export interface Plan {
  fromVersionId: string
  toVersionId: string
  map: Record<string, string>
}

const nothing: Seen = { candidates: 0, able: 0, stuck: [] }

/** Looks at, or moves, all dossiers of a version, page after page; `progress` stays where it broke off. */
export function useMoving(dryRun: boolean) {
  const client = useTRPCClient()
  const [progress, setProgress] = useState<Seen>(nothing)
  const run = useMutation({
    mutationFn: async (plan: Plan): Promise<Seen> => {
      let seen = nothing
      let cursor: string | undefined
      setProgress(seen)
      do {
        const page = await client.procedure.upgradeDossiers.mutate({ ...plan, dryRun, cursor })
        seen = {
          candidates: seen.candidates + page.candidates,
          able: seen.able + page.items.filter(({ ok }) => ok).length,
          stuck: [...seen.stuck, ...page.items.filter(({ ok }) => !ok)],
        }
        setProgress(seen)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return seen
    },
  })
  return { run, progress }
}
