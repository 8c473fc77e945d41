'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** Saving the same twice changes nothing here, so a form needs no request id; the page is read anew afterwards. */
export function useSaving<Input>(send: (input: Input) => Promise<unknown>, onDone: () => void = () => undefined) {
  const router = useRouter()
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      onDone()
      router.refresh()
    },
  })
}
