'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { untilScanned } from '#app/_ui/uploads/until-scanned.ts'

/** Changes that the page makes by itself, such as the first look at a duty. */
let unasked: Promise<unknown> = Promise.resolve()

/** A press right after must not lose the race against one's own page: it waits until this has ended, well or badly. */
export function runUnasked(change: Promise<unknown>): void {
  unasked = Promise.allSettled([unasked, change])
}

/**
 * One change that somebody asks for. The request id is made once for the intent and kept while it is tried again, so that an answer lost on
 * the way never makes a second change; after success the next press is a new intent. `firstId` is one that was told before, with files that
 * are sent ahead.
 */
export function useCommand<Input = void>(
  send: (requestId: string, input: Input) => Promise<unknown>,
  onDone: () => void,
  firstId: string | null = null,
) {
  const intent = useRef<string | null>(firstId)
  return useMutation({
    ...untilScanned,
    mutationFn: async (input: Input) => {
      intent.current ??= crypto.randomUUID()
      await unasked
      return send(intent.current, input)
    },
    onSuccess: () => {
      intent.current = null
      onDone()
    },
  })
}
