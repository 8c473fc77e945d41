'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import type { Answers } from '#workflows/form/validate.ts'

const PAUSE_MS = 600

/** Keeps what is typed, a moment after the last key; fees, papers and the promised date are then reckoned afresh. One save at a time. */
export function useSaving(id: string, firstRevision: number, methods: UseFormReturn<FieldValues>, read: () => Answers) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queries = useQueryClient()
  const revision = useRef(firstRevision)
  const latest = useRef(read)
  latest.current = read
  const saving = useMutation({
    mutationFn: async () => {
      const saved = await api.draft.save.mutate({ id, revision: revision.current, answers: latest.current() })
      revision.current = saved.revision
      return saved
    },
    onSuccess: () => queries.invalidateQueries(trpc.draft.get.queryFilter({ id })),
    scope: { id: `draft ${id}` },
  })
  const { mutate } = saving
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const cancel = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
  }, [])

  useEffect(() => {
    const watching = methods.watch(() => {
      cancel()
      timer.current = setTimeout(() => mutate(), PAUSE_MS)
    })
    return () => {
      watching.unsubscribe()
      cancel()
    }
  }, [methods, mutate, cancel])

  return { saving, cancel }
}
