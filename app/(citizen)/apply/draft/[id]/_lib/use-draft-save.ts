'use client'

import { useEffect, useRef, useState } from 'react'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { isSameAnswer } from '#workflows/form/same-answer.ts'
import type { Answers } from '#workflows/form/validate.ts'
import { forgetAnswer, type KeptAnswer, keepAnswer, keptAnswers, valuesOf } from './kept-answers.ts'

/** Typing is saved once it rests for so long, whenever a field is left, and whenever a page is left. */
const REST_MS = 1_500
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000

/** Revisions that this visit made itself: a page shown again by the Back key must not take its own saving for somebody else's. */
const ownRevisions = new Map<string, number>()

export const isOutdated = (draftId: string, revision: number): boolean => (ownRevisions.get(draftId) ?? 0) > revision

export type SaveState =
  | { is: 'saved'; at: string }
  | { is: 'saving' }
  /** No connection: kept here, tried again by itself. */
  | { is: 'waiting' }
  | { is: 'signedOut' }
  | { is: 'failed'; error: unknown }
  /** Fields that were changed elsewhere too, with what stands there. */
  | { is: 'conflict'; theirs: Answers }

interface DraftSave {
  state: SaveState
  /** Saves now, after whatever is being saved; false when something is left that could not be. */
  saveNow: () => Promise<boolean>
  /** To be called at each change. */
  changed: () => void
  /** After a conflict: what is here over what is there, or the other way round. */
  settle: (side: 'mine' | 'theirs') => Promise<boolean>
  revision: () => number
}

interface Page {
  draft: { id: string; revision: number; updatedAt: string; viewerId: string }
  part: string
  /** As the server has them, of this page. */
  stored: Answers
  /** What stands in the inputs. */
  read: () => Answers
  /** Puts answers into the inputs. */
  write: (answers: Answers) => void
}

/** Keeps the typed answers of one page on the server, field by field; what it does not have yet lies in the browser. */
export function useDraftSave({ draft, part, stored, read, write }: Page): DraftSave {
  const { id, viewerId } = draft
  const client = useTRPCClient()
  const [state, setState] = useState<SaveState>({ is: 'saved', at: draft.updatedAt })
  const [self] = useState(() => ({
    revision: Math.max(draft.revision, ownRevisions.get(id) ?? 0),
    known: { ...stored },
    pending: new Map<string, KeptAnswer>(),
    theirs: {} as Answers,
    line: Promise.resolve(true),
    retryMs: FIRST_RETRY_MS,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }))

  /** What differs from what the server has is pending; what does not any more is not. */
  function look(): void {
    for (const [field, value] of Object.entries(read())) {
      const before = self.pending.get(field)
      if (isSameAnswer(value, self.known[field])) {
        if (before && !(field in self.theirs)) settled(field)
      } else if (!before || !isSameAnswer(before.value, value)) {
        const kept = { value, seen: before ? before.seen : self.known[field] }
        self.pending.set(field, kept)
        keepAnswer(viewerId, id, field, kept)
      }
    }
  }

  function settled(field: string): void {
    self.pending.delete(field)
    delete self.theirs[field]
    forgetAnswer(viewerId, id, field)
  }

  async function save(): Promise<boolean> {
    look()
    const batch = new Map([...self.pending].filter(([field]) => !(field in self.theirs)))
    if (batch.size === 0) return self.pending.size === 0
    // a note with a button in it stays while it is tried again: it must not vanish under the finger
    setState((now) => (now.is === 'saved' || now.is === 'failed' ? { is: 'saving' } : now))
    try {
      const saved = await client.draft.save.mutate({
        id,
        part,
        revision: self.revision,
        answers: valuesOf(batch, 'value'),
        seen: valuesOf(batch, 'seen'),
      })
      self.revision = saved.revision
      self.retryMs = FIRST_RETRY_MS
      ownRevisions.set(id, saved.revision)
      took(batch, saved.conflicts)
      if (saved.answers) adopt(saved.answers)
      const isConflict = Object.keys(self.theirs).length > 0
      setState(isConflict ? { is: 'conflict', theirs: { ...self.theirs } } : { is: 'saved', at: saved.savedAt })
      return self.pending.size === 0
    } catch (error) {
      failed(error)
      return false
    }
  }

  function took(batch: ReadonlyMap<string, KeptAnswer>, conflicts: Answers): void {
    for (const [field, { value }] of batch) {
      if (field in conflicts) {
        self.theirs[field] = conflicts[field]
        continue
      }
      self.known[field] = value
      const now = self.pending.get(field)
      if (now && !isSameAnswer(now.value, value)) self.pending.set(field, { ...now, seen: value })
      else settled(field)
    }
  }

  /** Other fields of this page that another device filled in. */
  function adopt(answers: Answers): void {
    const changed = Object.keys(read()).filter(
      (field) => !self.pending.has(field) && !isSameAnswer(answers[field], self.known[field]),
    )
    for (const field of changed) self.known[field] = answers[field]
    if (changed.length > 0) write(Object.fromEntries(changed.map((field) => [field, answers[field]])))
  }

  function failed(error: unknown): void {
    const code = domainErrorCodeOf(error)
    if (code === 'NOT_SIGNED_IN' || code === 'SESSION_ENDED') {
      setState({ is: 'signedOut' })
      return
    }
    const isLine = code === null || code === 'INTERNAL' || code === 'RATE_LIMITED' || code === 'OVERLOADED'
    setState(isLine ? { is: 'waiting' } : { is: 'failed', error })
    if (!isLine) return
    clearTimeout(self.timer)
    self.timer = setTimeout(() => void latest.current(), self.retryMs)
    self.retryMs = Math.min(self.retryMs * 2, LONGEST_RETRY_MS)
  }

  function saveNow(): Promise<boolean> {
    clearTimeout(self.timer)
    self.line = self.line.then(save)
    return self.line
  }

  function changed(): void {
    look()
    clearTimeout(self.timer)
    self.timer = setTimeout(() => void saveNow(), REST_MS)
  }

  function settle(side: 'mine' | 'theirs'): Promise<boolean> {
    const { theirs } = self
    self.theirs = {}
    for (const [field, there] of Object.entries(theirs)) {
      const mine = self.pending.get(field)
      self.known[field] = there
      if (side === 'theirs') settled(field)
      else if (mine) self.pending.set(field, { ...mine, seen: there })
    }
    if (side === 'theirs') write(theirs)
    setState({ is: 'saving' })
    return saveNow().then((isDone) => {
      if (isDone) setState((now) => (now.is === 'saving' ? { is: 'saved', at: new Date().toISOString() } : now))
      return isDone
    })
  }

  /** Back after a reload or a new sign-in: what the server never got is put into the inputs and sent. */
  function restore(): void {
    const inputs = read()
    const back = [...keptAnswers(viewerId, id)].filter(([field]) => field in inputs)
    for (const [field, kept] of back)
      if (isSameAnswer(kept.value, self.known[field])) forgetAnswer(viewerId, id, field)
      else self.pending.set(field, kept)
    if (self.pending.size === 0) return
    write(valuesOf(self.pending, 'value'))
    void saveNow()
  }

  const latest = useRef(saveNow)
  latest.current = saveNow
  const first = useRef(restore)
  useEffect(() => {
    const flush = () => {
      if (document.visibilityState === 'hidden') void latest.current()
    }
    const online = () => void latest.current()
    first.current()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('online', online)
      void latest.current()
    }
  }, [])

  return { state, saveNow, changed, settle, revision: () => self.revision }
}
