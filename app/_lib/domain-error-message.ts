import { type Messages, useMessages } from 'next-intl'

/** The code that the server sent with a failure, wherever it hangs: client error, server caller, answer to an upload. */
export function domainErrorCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const places = ['domain', 'data', 'error', 'cause'] as const
  for (const place of places) {
    const code = place in error ? domainErrorCodeOf(Reflect.get(error, place)) : null
    if (code !== null) return code
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** A failure that nobody foresaw, or that has no code of ours, gets one plain sentence. */
export function domainErrorSentence(errors: Messages['errors'], error: unknown): string {
  const code = domainErrorCodeOf(error)
  return Object.entries(errors).find(([known]) => known === code)?.[1] ?? errors.INTERNAL
}

/** What is wrong and what to do, in the reader's language. */
export function useDomainErrorMessage(): (error: unknown) => string {
  const { errors } = useMessages()
  return (error) => domainErrorSentence(errors, error)
}
