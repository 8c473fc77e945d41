'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent, ReactNode } from 'react'
import { readPreference } from '#app/_lib/preferences.ts'

/** A plain form first. With JavaScript the switch acts in place, so that nothing typed on the page is lost. */
export function PreferenceForm({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  const router = useRouter()

  async function change(event: FormEvent<HTMLFormElement>) {
    const pressed = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
    if (!(pressed instanceof HTMLButtonElement)) return
    event.preventDefault()
    const body = new URLSearchParams({ [pressed.name]: pressed.value })
    for (const name of ['theme', 'contrast', 'text'] as const) {
      const value = pressed.name === name ? readPreference(name, pressed.value) : undefined
      if (value) document.documentElement.dataset[name] = value
    }
    await fetch('/preferences', { method: 'POST', body, redirect: 'manual' })
    router.refresh()
  }

  return (
    <form method="post" action="/preferences" className={className} aria-label={label} onSubmit={(event) => void change(event)}>
      {children}
    </form>
  )
}
