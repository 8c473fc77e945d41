'use client'

import type { ReactNode } from 'react'

/** Everything that we keep in a browser for one person begins so (app/(citizen)/apply/draft/[id]/_lib/kept-answers.ts). */
const OURS = 'mocua.'

/** Phones and computers are shared: what was typed and never sent stays with nobody who signed out. */
function forgetHere(): void {
  try {
    for (const key of Object.keys(window.localStorage)) if (key.startsWith(OURS)) window.localStorage.removeItem(key)
  } catch (error) {
    // a browser without storage has kept nothing
    if (!(error instanceof DOMException)) throw error
  }
}

/** A form and not a link: a page that is fetched ahead must never sign anybody out. Plain, so that it works without JavaScript. */
export function SignOutButton({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <form method="post" action="/sign-out" onSubmit={forgetHere}>
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  )
}
