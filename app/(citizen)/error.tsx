'use client'

import { Problem } from '#app/_ui/problem.tsx'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Problem digest={error.digest} onRetry={reset} />
}
