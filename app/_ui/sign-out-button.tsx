import type { ReactNode } from 'react'

/** A form and not a link: a page that is fetched ahead must never sign anybody out. Plain, so that it works without JavaScript. */
export function SignOutButton({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <form method="post" action="/sign-out">
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  )
}
