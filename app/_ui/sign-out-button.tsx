'use client'

import { signOut } from 'next-auth/react'
import type { ReactNode } from 'react'

/** A button and not a link: a page that is fetched ahead must never sign anybody out. */
export function SignOutButton({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <button type="button" className={className} onClick={() => void signOut({ callbackUrl: '/' })}>
      {children}
    </button>
  )
}
