'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * One change that somebody asks for. The request id is made once for the intent and kept while it is tried again, so that an answer lost on
 * the way never makes a second change; after success the next press is a new intent.
 */
export function useCommand<Input = void>(send: (requestId: string, input: Input) => Promise<unknown>, onDone: () => void) {
  const intent = useRef<string | null>(null)
  return useMutation({
    mutationFn: (input: Input) => {
      intent.current ??= crypto.randomUUID()
      return send(intent.current, input)
    },
    onSuccess: () => {
      intent.current = null
      onDone()
    },
  })
}
