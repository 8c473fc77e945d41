'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import type { Answers } from '#workflows/form/validate.ts'
import type { Draft } from '../../../_lib/sections.ts'

/** Typing is saved once it rests for so long, and whenever a page is left. */
const REST_MS = 1_500

/** Revisions that this visit made itself: a page shown again by the Back key must not take its own saving for somebody else's. */
const ownRevisions = new Map<string, number>()

export const isOutdated = (draftId: string, revision: number): boolean => (ownRevisions.get(draftId) ?? 0) > revision

export type SaveState =
  | { is: 'saved'; at: string }
  | { is: 'saving' }
  | { is: 'failed'; error: unknown }
  | { is: 'conflict'; theirs: Draft }

interface DraftSave {
  state: SaveState
  /** Saves now, after whatever is being saved; false when it could not be. */
  saveNow: () => Promise<boolean>
  /** To be called at each change. */
  changed: () => void
  /** After a conflict: saves what is here over what is there. */
  overwrite: () => Promise<boolean>
}

/** Keeps the typed answers of one page on the server; requests go one after the other, each with the revision that the one before made. */
export function useDraftSave(draft: { id: string; revision: number; updatedAt: string }, read: () => Answers): DraftSave {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [state, setState] = useState<SaveState>({ is: 'saved', at: draft.updatedAt })
  const revision = useRef(Math.max(draft.revision, ownRevisions.get(draft.id) ?? 0))
  const isDirty = useRef(false)
  const isBlocked = useRef(false)
  const line = useRef<Promise<boolean>>(Promise.resolve(true))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  async function save(): Promise<boolean> {
    if (isBlocked.current) return false
    if (!isDirty.current) return true
    isDirty.current = false
    setState({ is: 'saving' })
    try {
      const saved = await client.draft.save.mutate({ id: draft.id, revision: revision.current, answers: read() })
      revision.current = saved.revision
      ownRevisions.set(draft.id, saved.revision)
      setState({ is: 'saved', at: saved.savedAt })
      return true
    } catch (error) {
      isDirty.current = true
      if (domainErrorCodeOf(error) === 'DRAFT_CHANGED_MEANWHILE') await meet()
      else setState({ is: 'failed', error })
      return false
    }
  }

  /** Somebody else was faster: nothing more is sent until the person has chosen. */
  async function meet(): Promise<void> {
    isBlocked.current = true
    try {
      const theirs = await queries.fetchQuery(trpc.draft.get.queryOptions({ id: draft.id }, { staleTime: 0 }))
      revision.current = theirs.revision
      setState({ is: 'conflict', theirs })
    } catch (error) {
      isBlocked.current = false
      setState({ is: 'failed', error })
    }
  }

  function saveNow(): Promise<boolean> {
    clearTimeout(timer.current)
    line.current = line.current.then(save)
    return line.current
  }

  function changed(): void {
    isDirty.current = true
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void saveNow(), REST_MS)
  }

  function overwrite(): Promise<boolean> {
    isBlocked.current = false
    isDirty.current = true
    return saveNow()
  }

  const latest = useRef(saveNow)
  latest.current = saveNow
  useEffect(() => {
    const flush = () => {
      if (document.visibilityState === 'hidden') void latest.current()
    }
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      void latest.current()
    }
  }, [])

  return { state, saveNow, changed, overwrite }
}
