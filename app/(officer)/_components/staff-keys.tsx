'use client'

import { useEffect } from 'react'

const named = new Set(['F2', 'F4', 'F8', 'F9', 'F10'])

/** "F9", "Alt+T"; null for everything that people type. */
function shortcutOf(event: KeyboardEvent): string | null {
  // a syllable that is still being composed is not a command
  if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey) return null
  if (named.has(event.key) && !event.altKey && !event.shiftKey) return event.key
  return event.altKey && /^Key[A-Z]$/.test(event.code) ? `Alt+${event.code.slice(3)}` : null
}

/**
 * Presses the control on which a key is written: `aria-keyshortcuts` is the only list of keys, so what works is always what is shown.
 * While a dialog is open only its own controls count.
 */
export function StaffKeys() {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const shortcut = shortcutOf(event)
      if (shortcut === null) return
      const within = document.querySelector('dialog[open]') ?? document
      // the page's own control before the one in the bar
      const controls = [...within.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${shortcut}"]`)]
      const control = controls.filter((one) => one.checkVisibility()).at(-1)
      if (!control) return
      event.preventDefault()
      control.focus({ preventScroll: true })
      if (!(control instanceof HTMLInputElement)) control.click()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return null
}
